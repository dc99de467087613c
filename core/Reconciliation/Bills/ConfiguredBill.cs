using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A delimited bill whose columns are described by configuration.</summary>
/// <exception cref="ArgumentException">The separator is none that is known.</exception>
public sealed class ConfiguredBill(BillColumns columns) : BillFormat
{
    public override string Channel => columns.Channel;

    internal override CellRules Cells { get; } = columns.Separator switch
    {
        ',' => CellRules.Comma,
        ';' => CellRules.Semicolon,
        '\t' => CellRules.Tab,
        '|' => CellRules.Pipe,
        var other => throw new ArgumentException($"'{other}' separates no cells.", nameof(columns)),
    };

    internal override Encoding Encoding => columns.IsGbk ? BillEncodings.Gbk : BillEncodings.Utf8;

    internal override bool IsPadded => true;

    internal override string Preamble => columns.CommentMark;

    internal override string Tail => columns.CommentMark;

    internal override bool NeedsTail => false;

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new ConfiguredLayout(columns, header, encoding);
}
