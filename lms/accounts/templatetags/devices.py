"""Devices by their names."""

from django import template

from lms.accounts.devices import device_name

register = template.Library()
register.filter("device_name", device_name)
