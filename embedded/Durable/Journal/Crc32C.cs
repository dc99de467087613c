using System.Buffers.Binary;
using System.Numerics;

namespace Microsoft.DurableTask.Journal;

/// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => ~Add(Add(uint.MaxValue, head), body);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);

        return crc;
    }
}
