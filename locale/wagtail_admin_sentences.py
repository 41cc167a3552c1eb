"""What the authors' admin says in sentences, and with names filled in, where Wagtail leaves it in English or words it
otherwise than we do, in Finnish.

Never imported, like ``foreign.py``. Their catalogue is ``wagtail/fi``: in Swedish Wagtail's own words stand. What
the admin's scripts say is in ``fi/LC_MESSAGES/djangojs.po``, which is kept by hand.
"""

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("%(action)s at <b>%(at)s</b>"),
    _("%(action)s by <b>%(who)s</b>"),
    _("%(action)s by <b>%(who)s</b> at <b>%(at)s</b>"),
    _('%(editor)s has updated comments on "%(title)s"'),
    _('%(editor)s has updated comments on "%(title)s".'),
    _("%(field_label)s:"),
    _("%(locales_count)s locales"),
    _("%(model_name)s '%(object)s' created and scheduled for publishing."),
    _("%(model_name)s '%(object)s' created."),
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
    _("%(status_display)s %(task_name)s %(started_at)s"),
    _("%(time)s by %(user_display_name)s"),
    _("%(time_period)s ago by %(user_display_name)s"),
    _("'%(object)s' unpublished."),
    _("All %(objects)s snippets on this screen selected"),
    _("Alternatively, you can view the latest version in a new tab."),
    _("Anyone can edit this %(model_name)s"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Apply the updates and publish immediately. The changes will use the original language until translated."),
    _(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of the page with "
        "the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    _("Are you sure you want to delete this locale?"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _("Available in %(translations_total)s locales"),
    _("But only those with publishing permissions can make them effective."),
    _("Cancelled by %(cancelled_by)s"),
    _("Change document:"),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new content for translation "
        "and remove deleted content."
    ),
    _("Changes requested %(finished_at)s"),
    _("Changing the privacy for this page has been disabled."),
    _(
        "Choose a locale to synchronise content from. Any existing and future content authored in the selected locale "
        "will be automatically copied to this one."
    ),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Convert to alias %(title)s"),
    _("Converted page '%(title)s' to an alias of the translation source page '%(source_title)s'"),
    _(
        "Converting this to an internal link to %(page)s would make the link automatically update if the underlying "
        "page changes its URL. Would you like to do this?"
    ),
    _("Copied for translation from %(title)s (%(locale)s)"),
    _("Created an alias of %(title)s"),
    _("Date cannot be in the future."),
    _('Deleted a reply to a comment on field %(field)s: "%(text)s"'),
    _("Document '%(document_title)s' added."),
    _("Document '%(document_title)s' deleted."),
    _("Document '%(document_title)s' updated"),
    _("Document updated."),
    _("Drag and drop documents into this area to upload immediately."),
    _('Edited a reply to a comment on field %(field)s: "%(text)s"'),
    _("Expiry date/time must be in the future."),
    _("Filter by up to ten most popular tags."),
    _("Focus on the drag button and press up or down arrows to move the item, then press enter to submit the change."),
    _("Go-live:"),
    _("If you just want to add pages to an existing site, create them as children of the homepage instead."),
    _("Keyboard shortcuts are currently disabled; manage your %(account_link)s to enable them."),
    _("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    _("Locale '%(object)s' created."),
    _("Locale '%(object)s' deleted."),
    _("Locale '%(object)s' updated."),
    _("Locale '{0}' created."),
    _("Locale '{0}' deleted."),
    _("Locale '{0}' updated."),
    _("Locale: "),
    _("Maximum filesize: %(max_upload_size)s."),
    _("More options for '%(title)s'"),
    _("Moved from '%(old_parent)s' to '%(new_parent)s'"),
    _("New replies to:"),
    _(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix them or click publish "
        "again to ignore these translations for now."
    ),
    _("No %(model_name)s match your query."),
    _("No results in '<span class=\"w-title-ellipsis\">%(title)s</span>'."),
    _("Once scheduled:"),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("Only reviewers can edit and approve the %(model_name)s"),
    _("Only reviewers for this task can edit the %(model_name)s."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Page '{}' has been converted into an alias."),
    _(
        "Pages created here will not be accessible at any URL. To add pages to an existing site, create them as "
        "children of the homepage."
    ),
    _("Please select another parent."),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("Preview for %(block_label)s (%(block_type)s)"),
    _("Privacy is inherited from the ancestor page - %(ancestor_page)s"),
    _("Privacy settings determine who is able to view documents in this collection."),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Proceeding will overwrite the changes you made in that window."),
    _("Published '{object}' in {locale} with missing translations - see below."),
    _("Published '{object}' in {locale}."),
    _("Publishing this %(model_name)s will cancel the current workflow."),
    _("Rejected at '%(task)s'. Changes requested"),
    _("Reordered under '%(parent)s'"),
    _('Resolved a comment on field %(field)s: "%(text)s"'),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Revision %(revision_id)s from %(created_at)s scheduled for publishing at %(go_live_at)s."),
    _("Revision %(revision_id)s from %(created_at)s unscheduled from publishing at %(go_live_at)s."),
    _("Saving will overwrite a newer version."),
    _("Search in '<span class=\"w-title-ellipsis\">%(title)s</span>'"),
    _(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more information on how content '
        "metrics are calculated."
    ),
    _("Select a new parent for this page."),
    _("Select hierarchical position. Note: a collection cannot become a child of itself or one of its descendants."),
    _("Sent to %(task_name)s %(started_at)s"),
    _('Sorry, no documents match "<em>%(query_string)s</em>"'),
    _('Sorry, no documents match "<em>%(search_query)s</em>"'),
    _("Sort by '%(label)s' in ascending order."),
    _("Sort by '%(label)s' in descending order."),
    _("Sync translated %(model_name)s"),
    _("Sync translations of '%(title)s'"),
    _("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved as it is locked"),
    _(
        'The URL you entered, <a target="_blank" rel="noreferrer" href="%(submitted_url)s">%(submitted_url)s</a>, '
        'looks like it matches the internal page %(page)s, which has the URL <a target="_blank" rel="noreferrer" '
        'href="%(internal_url)s">%(internal_url)s</a>.'
    ),
    _(
        "The data model for '{model_name}' has been changed since the last translation sync. If any new fields have "
        "been added recently, these may not be visible until the next translation sync."
    ),
    _("The document could not be created due to errors."),
    _("The document could not be saved due to errors."),
    _("The file could not be found. Please change the source or delete the document."),
    _("The filter options you have selected are not valid."),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("The locale could not be saved due to errors."),
    _("The new page will be a child of this given parent page."),
    _('The page "%(title)s" has been approved in moderation stage "%(task)s".'),
    _('The page "%(title)s" has been rejected'),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" by %(rejector)s.'),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s".'),
    _('The page "%(title)s" has been rejected during "%(task)s".'),
    _('The page "%(title)s" has been rejected during "%(workflow)s".'),
    _('The page "%(title)s" has been rejected in moderation stage "%(task)s".'),
    _('The page "%(title)s" has been rejected.'),
    _('The page "%(title)s" has been submitted for approval in moderation stage "%(task)s"'),
    _('The page "%(title)s" has been submitted for approval in moderation stage "%(task)s".'),
    _('The page "%(title)s" has been submitted for approval to moderation stage "%(task)s".'),
    _('The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s" by %(requester)s.'),
    _('The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s".'),
    _('The page "%(title)s" has been submitted to workflow "%(workflow)s"'),
    _("The page '%(page_title)s' is not currently awaiting moderation in task '%(task_name)s'."),
    _("The page '%(page_title)s' was successfully created in %(locales)s"),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("The page could not be saved due to validation errors."),
    _(
        "The root level is where you can add new sites to your Wagtail installation. Pages created here will not be "
        "accessible at any URL until they are associated with a site."
    ),
    _(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is unique and try "
        "again."
    ),
    _("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'."),
    _("The slug '%(page_slug)s' is already in use within the parent page."),
    _("There are no %(model_name)s to display."),
    _('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    _("There are validation errors, click save to highlight them."),
    _("There is no site record for this location. Pages created here will not be accessible at any URL."),
    _(
        "There is no site set up for this location. Pages created here will not be accessible at any URL until a site "
        "is associated with this location."
    ),
    _("This %(model_name)s is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _(
        "This %(model_name)s was marked as needing changes at <strong>%(task)s</strong> in "
        "<strong>%(workflow)s</strong>."
    ),
    _("This copy will be a child of this given parent page."),
    _("This locale cannot be deleted because there are no other locales."),
    _("This locale cannot be deleted because there are pages and/or other objects using it."),
    _("This locale's current language code is not supported. Please choose a new language or delete this locale."),
    _(
        'This page hasn\'t been translated yet. It is mirroring the <a href="%(edit_original_page_url)s" '
        'target="_blank">%(original_locale)s page</a>.'
    ),
    _("This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _("This page was marked as needing changes at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _('This slug is already in use within the context of its parent page "%(parent_page_title)s"'),
    _(
        "This workflow is currently in progress on %(workflow_states_in_progress)s pages. Deleting this workflow will "
        "cancel moderation on these page. Are you sure you want to delete this workflow?"
    ),
    _("To be created by %(user)s"),
    _("Translation of %(instance)s into %(locale)s"),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view the "
        "last saved version."
    ),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. You may also "
        "delete the document completely if the upload wasn't required."
    ),
    _('Version %(revision_id)s of "%(object)s" unscheduled.'),
    _("Version from %(datetime)s of page '%(page_title)s' has been published."),
    _("Version from %(previous_revision_datetime)s of page '%(page_title)s' has been scheduled for publishing."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been published."),
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
    _(
        "Workflows apply to child pages too. If you select a parent page here, its child pages will also use this "
        'workflow. See <a href="%(workflow_pages_url)s">the list of the pages</a> your workflow applies to.'
    ),
    _("Would you still like to publish this %(model_name)s?"),
    _("You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s"),
    _("You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"),
    _('You cannot create a page of type "%(page_type)s" under "%(page_title)s".'),
    _("You do not have permission to access the admin."),
    _('You do not have permission to create a page under "%(page_title)s".'),
    _('You do not have permission to publish pages at "%(page_title)s"'),
    _(
        "You haven't created any %(snippet_type_name)s snippets. Why not <a "
        'href="%(wagtailsnippets_create_snippet_url)s" target="_blank" rel="noreferrer">create one now</a>?'
    ),
    _("You haven't uploaded any documents in this collection."),
    _(
        "You haven't uploaded any documents in this collection. Why not <a "
        'href="%(wagtaildocs_add_document_url)s">upload one now</a>?'
    ),
    _("You haven't uploaded any documents."),
    _('You haven\'t uploaded any documents. Why not <a href="%(wagtaildocs_add_document_url)s">upload one now</a>?'),
    _("You need a password to access this document."),
    _("at %(time)s"),
    _("at %(time)s by %(user_display_name)s"),
    _("by %(user)s"),
    _("%(objects)s items selected"),
    _("'%(workflow)s' started. Next step '%(task)s'"),
    _("1 item selected"),
    _("All %(objects)s items on this screen selected"),
    _("All items in listing selected"),
    _("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    _("Are you sure you want to delete this %(snippet_type_name)s?"),
    _("Item %(index)s of %(total)s"),
    _("Page '%(page_title)s' is live and this version has been scheduled for publishing."),
    _("You don't have permission to delete this %(snippet_type_name)s"),
    _("live revision"),
)
