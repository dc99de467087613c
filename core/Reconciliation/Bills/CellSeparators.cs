namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The byte behind each rule of cutting.</summary>
internal static class CellSeparators
{
    public static byte Of(CellRules cells) => cells switch
    {
        CellRules.Comma => (byte)',',
        CellRules.CommaAndBacktick => (byte)'`',
        CellRules.Semicolon => (byte)';',
        CellRules.Tab => (byte)'\t',
        CellRules.Pipe => (byte)'|',
        CellRules.Fixed => 0,
    };

    /// <summary>Backticks keep spreadsheets from reformatting values; names have none.</summary>
    public static byte OfHeader(CellRules cells) => cells == CellRules.CommaAndBacktick ? (byte)',' : Of(cells);
}
