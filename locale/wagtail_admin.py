"""Strings of the authors' admin that Wagtail leaves in English, or words otherwise than we do, in Finnish.

Never imported, like ``foreign.py``. Only the Finnish catalogue holds them: in Swedish Wagtail's own words stand. What
the admin's scripts say is in ``fi/LC_MESSAGES/djangojs.po``, which is kept by hand.
"""

from django.utils.translation import gettext_noop as _

ADMIN = (
    _("%(action)s at <b>%(at)s</b>"),
    _("%(action)s by <b>%(who)s</b>"),
    _("%(action)s by <b>%(who)s</b> at <b>%(at)s</b>"),
    _("%(field_label)s:"),
    _("%(model_name)s '%(object)s' created."),
    _("%(model_name)s '%(object)s' created and scheduled for publishing."),
    _("%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s."),
    _("%(model_name)s '%(object)s' has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' is live and this version has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' updated."),
    _("%(model_name)s scheduled for publishing"),
    _("%(model_name)s scheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s unscheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s unscheduled from publishing"),
    _("%(parent_pages)s and %(child_pages)s have been deleted"),
    _("%(parent_pages)s and %(child_pages)s have been published"),
    _("%(parent_pages)s and %(child_pages)s have been unpublished"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span "
        'class="w-title-ellipsis">%(title)s</span>\'.'
    ),
    _("%(time)s by %(user_display_name)s"),
    _("%(time_period)s ago by %(user_display_name)s"),
    _("'%(object)s' unpublished."),
    _("(blank)"),
    _("- Select an option -"),
    _("<{}> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)"),
    _("A network error occurred"),
    _("Actions (footer)"),
    _("Add a concise description for search engines"),
    _("Add a document"),
    _("Add a locale"),
    _("Add documents"),
    _("Add locale"),
    _("Add or show comments"),
    _("Alias"),
    _("All %(objects)s snippets on this screen selected"),
    _("Alternatively, you can view the latest version in a new tab."),
    _("Any"),
    _("Anyone"),
    _("Application"),
    _("Apply the updates and publish immediately. The changes will use the original language until translated."),
    _(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of the page with "
        "the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    _("Are you sure you want to delete this locale?"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _("Autosave is <span>paused</span>"),
    _("Autosave is paused"),
    _("Avoid skipping levels"),
    _("But only those with publishing permissions can make them effective."),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new content for "
        "translation and remove deleted content."
    ),
    _("Changing the privacy for this page has been disabled."),
    _("Checks"),
    _(
        "Choose a locale to synchronise content from. Any existing and future content authored in the selected "
        "locale will be automatically copied to this one."
    ),
    _("Choose parent"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Close dialog"),
    _("Close modal dialogs (like this one)"),
    _("Content metrics"),
    _("Convert page to alias"),
    _("Convert to alias"),
    _("Convert to alias %(title)s"),
    _("Copied for translation from %(title)s (%(locale)s)"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Created an alias of %(title)s"),
    _("Currently idle"),
    _("Currently viewing"),
    _("Date cannot be in the future."),
    _("Date updated"),
    _("Default avatar"),
    _("Delete locale"),
    _("Disable custom ordering"),
    _("Document"),
    _("Documents"),
    _("Edit account avatar"),
    _("Edited by"),
    _("Empty frame title found"),
    _("Enable custom ordering"),
    _("Expiry date/time must be in the future."),
    _("Exploring"),
    _("Focus on the drag button and press up or down arrows to move the item, then press enter to submit the change."),
    _("Go to the first error"),
    _("Has child pages"),
    _("How we calculate our metrics"),
    _("If you just want to add pages to an existing site, create them as children of the homepage instead."),
    _("Image alt text has inappropriate pattern"),
    _("Incorrect heading hierarchy"),
    _("Input button text is empty"),
    _("Is commenting action"),
    _("Keep the new pages updated with future changes"),
    _("Keyboard shortcuts are currently disabled; manage your %(account_link)s to enable them."),
    _("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    _("Locale"),
    _("Locale '{0}' created."),
    _("Locale '{0}' deleted."),
    _("Locale '{0}' updated."),
    _("Locales"),
    _("Locked by"),
    _("Maximum"),
    _("Maximum filesize: %(max_upload_size)s."),
    _("Meta description is empty"),
    _("Minimum"),
    _("Misusing paragraphs as headings"),
    _("More options for '%(title)s'"),
    _("Moved from '%(old_parent)s' to '%(new_parent)s'"),
    _(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix them or click publish "
        "again to ignore these translations for now."
    ),
    _("No %(model_name)s match your query."),
    _("No results in '<span class=\"w-title-ellipsis\">%(title)s</span>'."),
    _("No, don't unpublish"),
    _("No, leave it as a page"),
    _("Once live anyone can view"),
    _("Once scheduled:"),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("Page '{}' has been converted into an alias."),
    _(
        "Pages created here will not be accessible at any URL. To add pages to an existing site, create them as "
        "children of the homepage."
    ),
    _("Placeholder title"),
    _("Please select another parent."),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("Preview for %(block_label)s (%(block_type)s)"),
    _("Privacy is inherited from the ancestor page - %(ancestor_page)s"),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Proceeding will overwrite the changes you made in that window."),
    _("Promote"),
    _("Published '{object}' in {locale} with missing translations - see below."),
    _("Published '{object}' in {locale}."),
    _("Readability"),
    _("Reordered under '%(parent)s'"),
    _("Saving will overwrite a newer version."),
    _("Schedule to publish"),
    _("Scheduling…"),
    _("Search all pages…"),
    _("Search in '<span class=\"w-title-ellipsis\">%(title)s</span>'"),
    _("Section"),
    _(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more information on how '
        "content metrics are calculated."
    ),
    _("Select a new language"),
    _("Select a new parent for this page."),
    _("Show issue"),
    _("Show keyboard shortcuts"),
    _("Sort by '%(label)s' in ascending order."),
    _("Sort by '%(label)s' in descending order."),
    _("Sort item order"),
    _("Sort menu order"),
    _("Source title"),
    _("Successfully updated translations for '{object}'"),
    _("Sync translated %(model_name)s"),
    _("Sync translated snippets"),
    _("Sync translations of '%(title)s'"),
    _("Synchronise content from another locale"),
    _("Table header text is empty"),
    _("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    _("Text editing"),
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved as it is locked"),
    _(
        "The data model for '{model_name}' has been changed since the last translation sync. If any new fields have "
        "been added recently, these may not be visible until the next translation sync."
    ),
    _("The filter options you have selected are not valid."),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("The locale could not be saved due to errors."),
    _("The new page will be a child of this given parent page."),
    _("The page '{page_title}' was successfully submitted for translation into {locales}"),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("The page could not be saved due to validation errors."),
    _(
        "The root level is where you can add new sites to your Wagtail installation. Pages created here will not be "
        "accessible at any URL until they are associated with a site."
    ),
    _(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is unique and "
        "try again."
    ),
    _("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'."),
    _("The slug '%(page_slug)s' is already in use within the parent page."),
    _("The {model_name} '{object}' was successfully submitted for translation into {locales}"),
    _("There are no %(model_name)s to display."),
    _('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    _("There are validation errors, click save to highlight them."),
    _("There is no site record for this location. Pages created here will not be accessible at any URL."),
    _(
        "There is no site set up for this location. Pages created here will not be accessible at any URL until a "
        "site is associated with this location."
    ),
    _("There is no valid destination page for these pages"),
    _("This data explained"),
    _("This locale cannot be deleted because there are pages and/or other objects using it."),
    _(
        'This page hasn\'t been translated yet. It is mirroring the <a href="%(edit_original_page_url)s" '
        'target="_blank">%(original_locale)s page</a>.'
    ),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    _("To be created by %(user)s"),
    _("Toggle checks"),
    _("Toggle comments"),
    _("Toggle minimap"),
    _("Toggle preview"),
    _("Toggle section"),
    _("Toggle status"),
    _("Translated with {tool_name} on {date}"),
    _("Translation of %(instance)s into %(locale)s"),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view the "
        "last saved version."
    ),
    _("Unpublish"),
    _("Unpublish selected pages"),
    _("Usage"),
    _("Usage count"),
    _("Usage count: (high to low)"),
    _("Usage count: (low to high)"),
    _("Use a meaningful title for screen reader users"),
    _("Use meaningful text"),
    _("Use meaningful text for screen reader users"),
    _("Use proper heading tags"),
    _("Used on"),
    _('Version %(revision_id)s of "%(object)s" unscheduled.'),
    _("Version from %(datetime)s of page '%(page_title)s' has been published."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been published."),
    _("View latest version"),
    _("We calculate reading time from word count, using different reading speeds for different languages."),
    _("We extract the main content from the page preview, remove all formatting, and calculate the number of words."),
    _(
        "We use a readability formula based on length of words and sentences. Long sentences and words result in a "
        "worse readability score."
    ),
    _(
        'Why not <a class="create-one-now" href="#tab-new" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">create one now</a>?'
    ),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _("Yes, delete"),
    _("Yes, unpublish"),
    _("Yes, unpublish it"),
    _("You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s"),
    _("You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"),
    _('You cannot create a page of type "%(page_type)s" under "%(page_title)s".'),
    _("You do not have permission to access the admin."),
    _('You do not have permission to create a page under "%(page_title)s".'),
    _('You do not have permission to publish pages at "%(page_title)s"'),
    _("You have unsaved changes in another window"),
    _(
        "You haven't created any %(snippet_type_name)s snippets. Why not <a "
        'href="%(wagtailsnippets_create_snippet_url)s" target="_blank" rel="noreferrer">create one now</a>?'
    ),
    _("You saved a new version in another window"),
    _("account"),
    _("any"),
    _("at %(time)s"),
    _("at %(time)s by %(user_display_name)s"),
    _("exact"),
    _("item"),
    _("items"),
    _("latest revision"),
    _("locale"),
    _("page log entries"),
    _("page log entry"),
    _("revision"),
    _("revisions"),
    _("unknown number"),
    _("will unset the reference"),
    _("{} locales"),
)
