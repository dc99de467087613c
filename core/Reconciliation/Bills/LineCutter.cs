using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Cuts lines into cells, 64 bytes at a time: the end of the line and its separators are found in one pass.</summary>
internal static class LineCutter
{
    public const int CellsMax = 128;

    /// <summary>A block has this many bytes of room after its last line, which ends with a line feed.</summary>
    public const int Slack = Step;

    /// <summary>How many bounds a line may need: two a cell, and those that are written ahead.</summary>
    public const int BoundsMax = 2 * (CellsMax + MarkedBounds.WrittenAtOnce);

    private const int Step = 64;

    /// <summary>Cuts the line that begins at <paramref name="start"/>.</summary>
    /// <param name="bounds">Gets each cell's first byte and the one after its last; <see cref="BoundsMax"/> of them.</param>
    /// <returns>Where the next line begins, and how many cells there are; more than fit are counted only.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static (int Next, int Cells) Cut(ReadOnlySpan<byte> block, int start, byte separator, Span<int> bounds)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var afterComma = separator == '`' ? 1 : 0; // A backtick parts cells only after a comma; the line's own first sign is one.
        bounds[0] = start + afterComma;
        var (cells, commaBefore) = (0, 0UL);
        for (var at = start; ; at += Step)
        {
            ref var bytes = ref Unsafe.Add(ref first, at);
            var marks = Where(ref bytes, separator);
            if (afterComma != 0)
            {
                var commas = Where(ref bytes, (byte)',');
                marks &= commas << 1 | commaBefore;
                commaBefore = commas >> (Step - 1);
            }

            var feeds = Where(ref bytes, (byte)'\n');
            if (feeds != 0) marks &= (feeds & ~feeds + 1) - 1;
            var more = BitOperations.PopCount(marks);
            if (cells + more <= CellsMax) MarkedBounds.Put(bounds[(2 * cells + 1)..], at, marks, more, afterComma);
            cells += more;
            if (feeds == 0) continue;
            var end = at + BitOperations.TrailingZeroCount(feeds);
            if (cells < CellsMax) bounds[2 * cells + 1] = EndOf(block, start, end);
            return (end + 1, cells + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Where(ref byte bytes, byte sign)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512.Create(sign)).ExtractMostSignificantBits();
        var (low, high) = (Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, (nuint)Vector256<byte>.Count));
        return Vector256.Equals(low, Vector256.Create(sign)).ExtractMostSignificantBits()
            | (ulong)Vector256.Equals(high, Vector256.Create(sign)).ExtractMostSignificantBits() << Vector256<byte>.Count;
    }

    /// <summary>Cuts a line by widths, with a blank between two cells; the line has to be as long as they are.</summary>
    public static (int Next, int Cells) CutFixed(ReadOnlySpan<byte> block, int start, ReadOnlySpan<int> widths, Span<int> bounds)
    {
        var feed = start + block[start..].IndexOf((byte)'\n');
        var end = EndOf(block, start, feed);
        var (at, cells) = (start, 0);
        for (; cells < widths.Length; cells++)
        {
            if (cells > 0 && (at >= end || block[at++] != ' ')) break;
            if (at + widths[cells] > end) break;
            bounds[2 * cells] = at;
            bounds[2 * cells + 1] = at += widths[cells];
        }

        return (feed + 1, cells == widths.Length && at != end ? cells + 1 : cells);
    }

    private static int EndOf(ReadOnlySpan<byte> block, int start, int feed) =>
        feed > start && block[feed - 1] == '\r' ? feed - 1 : feed;
}
