"""Emergency access: one child of another home, for some hours, seen at once and looked at after."""
