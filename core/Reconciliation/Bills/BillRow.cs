using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>One row's cells. Reading goes on after a fault; the first one is kept.</summary>
internal ref struct BillRow
{
    private const int QuoteMax = 40;

    private readonly ReadOnlySpan<byte> _block;
    private readonly ReadOnlySpan<int> _bounds;
    private readonly DayWindow? _day;
    private readonly Encoding _encoding;
    private readonly ref LastDay _lastDay;

    /// <param name="bounds">For each cell its first byte in the block, and the one after its last.</param>
    public BillRow(ReadOnlySpan<byte> block, ReadOnlySpan<int> bounds, long line, long offset, BillPortionRules rules, ref LastDay lastDay)
    {
        _block = block;
        _bounds = bounds;
        _lastDay = ref lastDay;
        (Line, Offset, _day, _encoding) = (line, offset, rules.Day, rules.Encoding);
    }

    public long Line { get; }

    public long Offset { get; }

    /// <summary>What the lines before had for a day.</summary>
    public readonly ref LastDay LastDay => ref _lastDay;

    public BillFault Fault { get; private set; }

    /// <summary>What is wrong, or null as long as nothing is.</summary>
    public string? What { get; private set; }

    /// <summary>Where, from 1.</summary>
    public int FaultColumn { get; private set; }

    public readonly ReadOnlySpan<byte> this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var start = _bounds[2 * column];
            return _block[start.._bounds[2 * column + 1]];
        }
    }

    /// <summary>A cell in which nothing and <c>0</c> are the same.</summary>
    public readonly ReadOnlySpan<byte> OrNone(int column)
    {
        if (column < 0) return [];
        var cell = this[column];
        return cell.Length == 1 && cell[0] == '0' ? [] : cell;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Decimal(int column, int scale)
    {
        var (start, end) = (_bounds[2 * column], _bounds[2 * column + 1]);
        if (scale >= 2 && _block[start..end].SequenceEqual("0.00"u8)) return 0; // Half of a trade bill's columns of money are.
        if (start + DecimalText.ShortMax <= _block.Length
            && DecimalText.TryReadShort(BinaryPrimitives.ReadUInt64LittleEndian(_block[start..]), end - start, scale, out var value)) return value;
        if (DecimalText.TryRead(_block[start..end], scale, out value)) return value;
        Refuse(BillFault.Cell, column, $"is no amount with at most {scale} decimals");
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ChinaTime(int column)
    {
        if (InstantText.TryReadChina(this[column], ref _lastDay, out var seconds)) return OfDay(column, seconds);
        Refuse(BillFault.Cell, column, "is no time like 2026-11-20 08:05:59");
        return 0;
    }

    /// <summary>An instant that has to lie in the bill's day, or near its borders.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long OfDay(int column, long seconds)
    {
        if (_day is not null && !_day.Covers(seconds)) Refuse(BillFault.AnotherDay, column, "is not of the bill's day");
        return seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CurrencyLetters Currency(int column)
    {
        if (CurrencyLetters.TryRead(this[column], out var letters)) return letters;
        Refuse(BillFault.UnknownWord, column, "is no currency that is known here");
        return CurrencyLetters.Cny;
    }

    /// <summary>An id that there must be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Id(int column)
    {
        if (this[column].IsEmpty) Refuse(BillFault.Cell, column, "is empty");
        return OptionalId(column);
    }

    /// <summary>An id that a row need not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> OptionalId(int column)
    {
        var cell = this[column];
        if (cell.IsEmpty || (cell.Length <= Movement.TextLengthMax && cell[0] != '"')) return cell;
        return RefuseId(column);
    }

    private ReadOnlySpan<byte> RefuseId(int column)
    {
        var cell = this[column];
        if (cell.Length > Movement.TextLengthMax) Refuse(BillFault.Cell, column, $"is longer than {Movement.TextLengthMax} bytes");
        else Refuse(BillFault.Cell, column, "is quoted, which this bill's cells never are");
        return cell;
    }

    public void Refuse(BillFault fault, int column, string what)
    {
        if (What is not null) return;
        (Fault, FaultColumn) = (fault, column + 1);
        var cell = this[column];
        What = $"'{_encoding.GetString(cell[..Math.Min(cell.Length, QuoteMax)])}' {what}";
    }
}
