using System.Buffers.Binary;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Packed movements of one side and partition, behind a head that says so when it is spilled.</summary>
internal sealed class Chunk(int size)
{
    public const int HeadSize = 8;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);

    public int Length { get; set; } = HeadSize;

    public ReadOnlySpan<byte> Movements => _bytes.AsSpan(HeadSize, Length - HeadSize);

    public bool HasRoomFor(int size) => Length + size <= _bytes.Length;

    public Span<byte> Take(int size)
    {
        var taken = _bytes.AsSpan(Length, size);
        Length += size;
        return taken;
    }

    public void WriteTo(Stream stream, Side side)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, (int)side);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), Length - HeadSize);
        stream.Write(_bytes, 0, Length);
    }

    public static (Side Side, int Length) ReadHead(ReadOnlySpan<byte> head) =>
        ((Side)BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[4..]));
}
