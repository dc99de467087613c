using System.Buffers;

namespace Microsoft.DurableTask.Journal;

/// <summary>Takes one record's payload.</summary>
internal delegate void RecordTaker(ReadOnlySpan<byte> payload);

/// <summary>Reads a segment from its beginning to the last whole record.</summary>
internal static class SegmentReader
{
    private const int Chunk = 1 << 20;

    /// <summary>The length up to which the file is whole. What follows it is a torn tail, and may be dropped.</summary>
    /// <exception cref="JournalCorruptedException">A damaged record has whole ones behind it.</exception>
    public static long Read(string path, RecordTaker take)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            long offset = Segment.HeaderSize;
            var filled = 0;
            while (true)
            {
                var read = RandomAccess.Read(handle, buffer.AsSpan(filled), offset + filled);
                filled += read;
                var used = TakeAll(buffer.AsSpan(0, filled), take);
                offset += used;
                filled -= used;
                buffer.AsSpan(used, filled).CopyTo(buffer);
                if (read == 0) return filled == 0 ? offset : Torn(path, offset, buffer.AsSpan(0, filled));
                if (filled == buffer.Length) buffer = Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int TakeAll(ReadOnlySpan<byte> bytes, RecordTaker take)
    {
        var used = 0;
        while (Frame.TryRead(bytes[used..], out var payload))
        {
            take(payload);
            used += Frame.HeaderSize + payload.Length;
        }

        return used;
    }

    // A write that a crash cut short leaves nothing whole behind it; anything else was damaged after it was written.
    private static long Torn(string path, long offset, ReadOnlySpan<byte> rest)
    {
        for (var i = 1; i <= rest.Length - Frame.HeaderSize; i++)
            if (Frame.TryRead(rest[i..], out _)) throw new JournalCorruptedException(path, offset, offset + i);

        return offset;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
