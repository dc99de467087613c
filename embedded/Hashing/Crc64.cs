using System.Buffers.Binary;

namespace System.IO.Hashing;

/// <summary>CRC-64 of ECMA-182: not reflected, initial value 0, big-endian.</summary>
public sealed class Crc64 : NonCryptographicHashAlgorithm
{
    private const ulong Polynomial = 0x42F0E1EBA9EA3693;
    private const int Size = sizeof(ulong);

    private static readonly ulong[] Table = MakeTable();

    private ulong _crc;

    public Crc64()
        : base(Size)
    {
    }

    public static byte[] Hash(byte[] source) => Hash(new ReadOnlySpan<byte>(source));

    public static byte[] Hash(ReadOnlySpan<byte> source)
    {
        var hash = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(hash, Update(0, source));
        return hash;
    }

    public static int Hash(ReadOnlySpan<byte> source, Span<byte> destination) => TryHash(source, destination, out var written)
        ? written
        : throw new ArgumentException($"A hash has {Size} bytes.", nameof(destination));

    public static bool TryHash(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = BinaryPrimitives.TryWriteUInt64BigEndian(destination, Update(0, source)) ? Size : 0;
        return bytesWritten > 0;
    }

    public override void Append(ReadOnlySpan<byte> source) => _crc = Update(_crc, source);

    public override void Reset() => _crc = 0;

    protected override void GetCurrentHashCore(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt64BigEndian(destination, _crc);

    protected override void GetHashAndResetCore(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _crc);
        _crc = 0;
    }

    private static ulong Update(ulong crc, ReadOnlySpan<byte> source)
    {
        foreach (var one in source) crc = Table[(byte)(crc >> 56) ^ one] ^ (crc << 8);
        return crc;
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)i << 56;
            for (var bit = 0; bit < 8; bit++) value = (value & 1UL << 63) != 0 ? value << 1 ^ Polynomial : value << 1;
            table[i] = value;
        }

        return table;
    }
}
