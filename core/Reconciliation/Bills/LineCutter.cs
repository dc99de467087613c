using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Cuts lines into cells, 32 bytes at a time: the end of the line and its separators are found in one pass.</summary>
internal static class LineCutter
{
    public const int CellsMax = 128;

    /// <summary>A block has this many bytes of room after its last line, which ends with a line feed.</summary>
    public const int Slack = 32;

    /// <summary>Cuts the line that begins at <paramref name="start"/>.</summary>
    /// <param name="bounds">Gets each cell's first byte and the one after its last.</param>
    /// <returns>Where the next line begins, and how many cells there are; more than fit are counted only.</returns>
    public static (int Next, int Cells) Cut(ReadOnlySpan<byte> block, int start, byte separator, Span<int> bounds) =>
        separator == '`' ? CutBackticks(block, start, bounds) : CutPlain(block, start, separator, bounds);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    private static (int Next, int Cells) CutBackticks(ReadOnlySpan<byte> block, int start, Span<int> bounds)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var (cells, cellStart, commaBefore) = (0, start + 1, 0u); // The line's own first sign is a backtick.
        for (var at = start; ; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            var commas = Vector256.Equals(bytes, Vector256.Create((byte)',')).ExtractMostSignificantBits();
            var ticks = Vector256.Equals(bytes, Vector256.Create((byte)'`')).ExtractMostSignificantBits();
            var feeds = Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            var marks = ticks & (commas << 1 | commaBefore);
            commaBefore = commas >> 31;
            if (feeds != 0) marks &= (feeds & ~feeds + 1) - 1;
            for (; marks != 0; marks &= marks - 1)
            {
                var tick = at + BitOperations.TrailingZeroCount(marks);
                Put(bounds, cells++, cellStart, tick - 1);
                cellStart = tick + 1;
            }

            if (feeds == 0) continue;
            var end = at + BitOperations.TrailingZeroCount(feeds);
            Put(bounds, cells++, cellStart, EndOf(block, start, end));
            return (end + 1, cells);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    private static (int Next, int Cells) CutPlain(ReadOnlySpan<byte> block, int start, byte separator, Span<int> bounds)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var (cells, cellStart) = (0, start);
        for (var at = start; ; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            var marks = Vector256.Equals(bytes, Vector256.Create(separator)).ExtractMostSignificantBits();
            var feeds = Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            if (feeds != 0) marks &= (feeds & ~feeds + 1) - 1;
            for (; marks != 0; marks &= marks - 1)
            {
                var mark = at + BitOperations.TrailingZeroCount(marks);
                Put(bounds, cells++, cellStart, mark);
                cellStart = mark + 1;
            }

            if (feeds == 0) continue;
            var end = at + BitOperations.TrailingZeroCount(feeds);
            Put(bounds, cells++, cellStart, EndOf(block, start, end));
            return (end + 1, cells);
        }
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
            Put(bounds, cells, at, at + widths[cells]);
            at += widths[cells];
        }

        return (feed + 1, cells == widths.Length && at != end ? cells + 1 : cells);
    }

    private static int EndOf(ReadOnlySpan<byte> block, int start, int feed) =>
        feed > start && block[feed - 1] == '\r' ? feed - 1 : feed;

    private static void Put(Span<int> bounds, int cell, int start, int end)
    {
        if (2 * cell + 1 >= bounds.Length) return;
        bounds[2 * cell] = start;
        bounds[2 * cell + 1] = Math.Max(start, end);
    }
}
