using System.Buffers;
using System.Buffers.Binary;

namespace Microsoft.DurableTask.Journal;

/// <summary>One record on disk: a mark and the length in four bytes, the CRC-32C of all else, the payload.</summary>
/// <remarks>The mark tells a record from chance when the rest of a damaged file is searched for one.</remarks>
internal static class Frame
{
    public const int HeaderSize = 8;
    public const int LongestPayload = (1 << 24) - 1;
    private const uint Mark = 0xD7u << 24;

    public static void Write(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > LongestPayload)
            throw new InvalidOperationException(
                $"A work item's record is {payload.Length} bytes; the longest is {LongestPayload}.");
        var header = target.GetSpan(HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark | (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32C.Of(header[..4], payload));
        target.Advance(HeaderSize);
        target.Write(payload);
    }

    /// <summary>The payload's length if a record may begin here, or -1.</summary>
    public static int PeekLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize) return -1;
        var word = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return (word & 0xFF000000) == Mark ? (int)(word & LongestPayload) : -1;
    }

    /// <summary>Whether a whole and undamaged record begins here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var length = PeekLength(bytes);
        if (length < 0 || length > bytes.Length - HeaderSize) return false;
        var body = bytes.Slice(HeaderSize, length);
        if (Crc32C.Of(bytes[..4], body) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) return false;
        payload = body;
        return true;
    }
}
