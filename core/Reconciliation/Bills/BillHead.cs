using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The start of a file: its encoding, what stands before the header, and the header.</summary>
internal sealed class BillHead
{
    private readonly string _name;
    private readonly BillFormat _format;

    public BillHead(string name, BillFormat format, LineBlock block)
    {
        (_name, _format) = (name, format);
        var hasMark = block.Lines.StartsWith(Encoding.UTF8.Preamble);
        block.Start = hasMark ? Encoding.UTF8.Preamble.Length : 0;
        var firstLine = block.Lines[..(block.Lines.IndexOf((byte)'\n') + 1)];
        Encoding = hasMark ? BillEncodings.Utf8
            : format.Encoding ?? (System.Text.Unicode.Utf8.IsValid(firstLine) ? BillEncodings.Utf8 : BillEncodings.Gbk);
        Refusal = RefuseOtherThings(block);
        TailMark = format.Tail.Length == 0 ? [] : Encoding.GetBytes("\n" + format.Tail);
        if (Refusal is null) ReadHeader(block);
    }

    public Encoding Encoding { get; }

    public byte[] TailMark { get; }

    public BillRefusal? Refusal { get; private set; }

    public BillLayout? Layout { get; private set; }

    private void ReadHeader(LineBlock block)
    {
        var line = block.FirstLine;
        if (_format.HasHeader)
        {
            block.Start = AfterPreamble(block, ref line);
            if (block.Start == block.Length) return;
        }

        var length = _format.HasHeader ? block.Lines[block.Start..].IndexOf((byte)'\n') + 1 : 0;
        var names = new HeaderNames(block.Lines.Slice(block.Start, length), Separator(_format.Cells), Encoding);
        var layout = _format.Open(names, Encoding);
        if (names.Problem is { } problem) Refusal = new(BillFault.Header, _name, line, 0, problem);
        else Layout = layout;
        block.Start += length;
    }

    private static byte Separator(CellRules cells) => cells == CellRules.Fixed ? (byte)0 : CellSeparators.OfHeader(cells);

    private int AfterPreamble(LineBlock block, ref long line)
    {
        var start = block.Start;
        if (_format.Preamble.Length == 0) return start;
        var mark = Encoding.GetBytes(_format.Preamble);
        for (; start < block.Length && block.Lines[start..].StartsWith(mark); line++)
            start += block.Lines[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    /// <summary>What providers and proxies send in a bill's place.</summary>
    private BillRefusal? RefuseOtherThings(LineBlock block)
    {
        var text = block.Lines[block.Start..].TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) return new(BillFault.Empty, _name, 0, 0, "there is nothing in it");
        return text[0] switch
        {
            (byte)'<' => new(BillFault.NotABill, _name, block.FirstLine, 1, "it is a page or an XML answer, no bill"),
            (byte)'{' => new(BillFault.NotABill, _name, block.FirstLine, 1, "it is a JSON answer, no bill"),
            _ => null,
        };
    }
}
