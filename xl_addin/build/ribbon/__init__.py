"""The ribbon: one table of buttons, of which the XML, the callbacks in VBA and a docs page are made."""
