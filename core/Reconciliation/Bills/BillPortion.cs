using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A block of lines on its way into a lane.</summary>
internal sealed class BillPortion(LineBlock block, BillPortionRules rules, Action<BillTotals> addTotals) : IMovementPortion
{
    private readonly BillTotals _totals = new();

    public BillRefusal? ReadInto(MovementLane lane)
    {
        var refusal = RefuseBytes() ?? ReadLines(lane);
        addTotals(_totals);
        return refusal;
    }

    public void Dispose() => block.Dispose();

    private BillRefusal? RefuseBytes()
    {
        var wrong = BillEncodings.FirstWrong(block.Lines, rules.Encoding);
        if (wrong < 0) return null;
        var before = block.Lines[..wrong];
        var start = before.LastIndexOf((byte)'\n') + 1;
        var column = before[start..].Count(CellSeparators.OfHeader(rules.Format.Cells)) + 1;
        return Refuse(BillFault.Encoding, before.Count((byte)'\n'), column,
            $"byte {block.Offset + wrong} is no character of {rules.Encoding.WebName}");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    private BillRefusal? ReadLines(MovementLane lane)
    {
        Span<int> bounds = stackalloc int[LineCutter.BoundsMax];
        var lastDay = default(LastDay);
        var lines = block.Lines;
        var (layout, separator) = (rules.Layout, CellSeparators.Of(rules.Format.Cells));
        var (columns, isPadded) = (layout.Cells, rules.Format.IsPadded);
        var count = lines[..block.Start].Count((byte)'\n');
        for (var at = block.Start; at < lines.Length; count++)
        {
            if (separator == '`' && lines[at] != '`')
                return Refuse(BillFault.Shape, count, 1, "its line does not begin with a backtick");
            var (next, cells) = separator == 0
                ? LineCutter.CutFixed(lines, at, layout.FixedWidths, bounds)
                : LineCutter.Cut(lines, at, separator, bounds);
            if (cells != columns && !TryRejoin(bounds, cells)) return RefuseShape(count, cells);
            if (isPadded) Trim(lines, bounds[..(2 * columns)]);
            var row = new BillRow(lines, bounds, block.FirstLine + count, block.Offset + at, rules, ref lastDay);
            layout.Read(ref row, lane, _totals);
            if (row.What is not null) return Refuse(row.Fault, count, row.FaultColumn, row.What);
            _totals.Rows++;
            at = next;
        }

        return null;
    }

    /// <summary>A free text may hold the separator itself: the columns after it are then counted from the right.</summary>
    private bool TryRejoin(Span<int> bounds, int cells)
    {
        var more = cells - rules.Layout.Cells;
        var free = rules.Layout.FreeText;
        if (free < 0 || more <= 0 || cells > LineCutter.CellsMax) return false;
        bounds[2 * free + 1] = bounds[2 * (free + more) + 1];
        bounds[(2 * (free + more + 1))..(2 * cells)].CopyTo(bounds[(2 * (free + 1))..]);
        return true;
    }

    private static void Trim(ReadOnlySpan<byte> lines, Span<int> bounds)
    {
        for (var i = 0; i < bounds.Length; i += 2)
        {
            while (bounds[i] < bounds[i + 1] && lines[bounds[i]] is (byte)' ' or (byte)'\t') bounds[i]++;
            while (bounds[i + 1] > bounds[i] && lines[bounds[i + 1] - 1] is (byte)' ' or (byte)'\t') bounds[i + 1]--;
        }
    }

    private BillRefusal RefuseShape(int line, int cells) => Refuse(BillFault.Shape, line, 0, rules.Format.Cells == CellRules.Fixed
        ? $"its length fits {cells} fields, and it has {rules.Layout.Cells}"
        : $"it has {cells} cells, and the header {rules.Layout.Cells}");

    private BillRefusal Refuse(BillFault fault, int line, int column, string what) =>
        new(fault, rules.File, block.FirstLine + line, column, what);
}
