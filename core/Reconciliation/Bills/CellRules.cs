namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Where one cell ends and the next begins.</summary>
internal enum CellRules
{
    Comma,

    /// <summary>A backtick leads the line, a comma and a backtick part the cells: commas in a text are harmless.</summary>
    CommaAndBacktick,

    Semicolon,
    Tab,
    Pipe,

    /// <summary>Byte positions; no separators.</summary>
    Fixed,
}
