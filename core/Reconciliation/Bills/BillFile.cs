using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A bill as a source of movements: read as a stream, once, in parts that many threads read at a time.</summary>
public sealed class BillFile : IMovementSource
{
    private const int TailMax = 64 << 10;

    private readonly BillFormat _format;
    private readonly BillExpectation _expectation;
    private readonly LineBlocks _blocks;
    private readonly BillTotals _totals = new();
    private readonly Lock _lock = new();
    private readonly List<byte> _tail = [];
    private BillPortionRules? _rules;
    private BillRefusal? _refusal;
    private long _tailLine;

    /// <param name="name">What refusals call the file.</param>
    /// <param name="stream">The text itself; a container is opened before, by <see cref="BillContainer"/>.</param>
    public BillFile(string name, Stream stream, BillFormat format, BillExpectation expectation)
    {
        (Name, _format, _expectation) = (name, format, expectation);
        _blocks = new(name, stream, expectation);
    }

    public string Name { get; }

    public IMovementPortion? Next()
    {
        while (_refusal is null && _blocks.Next() is { } block)
        {
            if (_rules is null && !Open(block) && _refusal is not null) break;
            if (_rules is null) continue; // Nothing but a preamble yet.
            if (CutTail(block)) return new BillPortion(block, _rules, AddTotals);
            block.Dispose();
        }

        return null;
    }

    public BillRefusal? Finish()
    {
        if ((_refusal ??= _blocks.Refusal) is not null) return _refusal;
        if (_rules is null) return new(BillFault.Empty, Name, 0, 0, "there is no header in it");
        if (_format.NeedsTail && _tail.Count == 0)
            return new(BillFault.Summary, Name, _blocks.NextLine, 0, "it ends without its summary, so it is cut short");
        var tail = new BillTail([.. _tail], _rules.Encoding);
        return _rules.Layout.CheckTail(tail, _totals) is { } fault
            ? new(BillFault.Summary, Name, _tailLine + fault.Line, fault.Column, fault.What)
            : _blocks.CheckHash();
    }

    private void AddTotals(BillTotals totals)
    {
        lock (_lock) _totals.Add(totals);
    }

    /// <summary>Finds the header, and with it the encoding and the columns.</summary>
    private bool Open(LineBlock block)
    {
        var head = new BillHead(Name, _format, block);
        _refusal = head.Refusal;
        if (head.Layout is not { } layout) return false;
        _rules = new(Name, _format, layout, head.Encoding, head.TailMark, _expectation.Day);
        return true;
    }

    /// <summary>Keeps what follows the last movement for the end; false when the block holds nothing else.</summary>
    private bool CutTail(LineBlock block)
    {
        if (_tailLine == 0)
        {
            var at = FindTail(block);
            if (at < 0) return true;
            _tailLine = block.FirstLine + block.Lines[..at].Count((byte)'\n');
            KeepTail(block.Lines[at..]);
            block.Length = at;
            return at > block.Start;
        }

        KeepTail(block.Lines);
        return false;
    }

    private int FindTail(LineBlock block)
    {
        var mark = _rules!.TailMark;
        if (mark.Length == 0) return -1;
        if (block.Lines[block.Start..].StartsWith(mark.AsSpan(1))) return block.Start;
        var at = block.Lines[block.Start..].IndexOf(mark);
        return at < 0 ? -1 : block.Start + at + 1;
    }

    private void KeepTail(ReadOnlySpan<byte> bytes)
    {
        if (_tail.Count + bytes.Length <= TailMax) _tail.AddRange(bytes);
        else _refusal = new(BillFault.Summary, Name, _tailLine, 0, "what follows the summary is more than a summary");
    }
}
