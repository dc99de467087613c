using System.Text;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Tests.Core.Reconciliation;

namespace PayFunctions.Tests.Fuzz;

/// <summary>A day's file of a provider or of ours: its cells, its bytes or what it is packed in are others.</summary>
internal sealed record BillInput(BillFormat Format, byte[] Bytes)
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static readonly (BillFormat Format, Encoding Encoding, string Text)[] Good =
    [
        (WeChatTradeBill.Instance, Encoding.UTF8, BillText.Trade),
        (WeChatFundBill.Instance, Encoding.UTF8, BillText.Fund),
        (AlipayTradeBill.Instance, Gbk, AlipayTradeBillTests.Whole),
        (new UnionPayBill(new(2026, 11, 20)), Gbk, Gbk.GetString(UnionPayBillTests.Record())),
        (new ConfiguredBill(ConfiguredBillTests.Bank), Encoding.UTF8, ConfiguredBillTests.Text),
        (LedgerFile.Instance, Encoding.UTF8, BillText.Ledger),
    ];

    public static BillInput Make(Dice dice)
    {
        var (format, encoding, text) = dice.Of(Good);
        for (var left = dice.Below(3); left > 0; left--) text = WithAnotherCell(dice, text);
        byte[] bytes = dice.OneIn(2) ? [.. encoding.Preamble, .. encoding.GetBytes(text)] : encoding.GetBytes(text);
        if (dice.OneIn(3)) bytes = OddBytes.Changed(dice, bytes);
        if (dice.OneIn(3)) return new(format, bytes);
        bytes = dice.OneIn(2) ? Packed.Gzip(bytes) : Packed.Zip((dice.Of(["bill.csv", "a(汇总).csv", "ZM_20261120", "../x"]), bytes), ("x", []));
        return new(format, dice.OneIn(2) ? OddBytes.Changed(dice, bytes) : bytes);
    }

    /// <summary>Read to the end: rows, or a refusal; nothing else.</summary>
    public void Hold()
    {
        var (rows, refusal) = BillText.Read(Format, Bytes);
        Assert.True(refusal is null || rows.Count == 0, $"{rows.Count} rows of a bill that is refused: {refusal}");
    }

    public override string ToString() => $"{Format.Channel}, base64: {Convert.ToBase64String(Bytes)}";

    private static string WithAnotherCell(Dice dice, string text)
    {
        var lines = text.Split('\n');
        var at = dice.Below(lines.Length);
        var separator = lines[at].Contains('|', StringComparison.Ordinal) ? '|' : ',';
        var cells = lines[at].Split(separator);
        var cell = dice.Below(cells.Length);
        cells[cell] = Whole(OddText.Changed(dice, cells[cell]));
        lines[at] = string.Join(separator, cells);
        if (dice.OneIn(8)) lines[at] += "\n" + lines[dice.Below(lines.Length)];
        return string.Join('\n', lines);
    }

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
