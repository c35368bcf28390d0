"""What is generated from the declarations: the template workbooks."""
