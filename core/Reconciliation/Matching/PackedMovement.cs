using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A movement as bytes: a head of fixed size and its texts, as it lies in buffers and spill streams.</summary>
internal static class PackedMovement
{
    public const int SizeMax = HeadSize + 4 * Movement.TextLengthMax;

    private const int HeadSize = 56;
    private const byte UnknownMerchantFlag = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(in Movement movement, bool withMerchant) => HeadSize + movement.OrderId.Length
        + movement.Reference.Length + movement.ProviderId.Length + (withMerchant ? movement.Merchant.Length : 0);

    /// <summary>The merchant is kept only where it is what is the matter: a day's lines all have the same few.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static void Write(Span<byte> to, in Movement movement, ulong hash, bool isUnknownMerchant)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)to.Length);
        to[2] = (byte)movement.Kind;
        to[3] = (byte)movement.Status;
        to[4] = movement.Age;
        to[5] = isUnknownMerchant ? UnknownMerchantFlag : (byte)0;
        to[6] = (byte)movement.OrderId.Length;
        to[7] = (byte)movement.Reference.Length;
        to[8] = (byte)movement.ProviderId.Length;
        to[9] = isUnknownMerchant ? (byte)movement.Merchant.Length : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], movement.Currency.Packed);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], hash);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], movement.Amount);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], movement.Fee);
        BinaryPrimitives.WriteUInt32LittleEndian(to[40..], (uint)movement.Instant);
        BinaryPrimitives.WriteUInt32LittleEndian(to[44..], (uint)movement.Line);
        BinaryPrimitives.WriteInt64LittleEndian(to[48..], movement.Offset);
        var rest = to[HeadSize..];
        movement.OrderId.CopyTo(rest);
        rest = rest[movement.OrderId.Length..];
        movement.Reference.CopyTo(rest);
        rest = rest[movement.Reference.Length..];
        movement.ProviderId.CopyTo(rest);
        if (isUnknownMerchant) movement.Merchant.CopyTo(rest[movement.ProviderId.Length..]);
    }

    public static int Size(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from);

    public static MovementKind Kind(ReadOnlySpan<byte> from) => (MovementKind)from[2];

    public static MovementStatus Status(ReadOnlySpan<byte> from) => (MovementStatus)from[3];

    public static byte Age(ReadOnlySpan<byte> from) => from[4];

    public static bool IsOfUnknownMerchant(ReadOnlySpan<byte> from) => from[5] == UnknownMerchantFlag;

    public static uint Currency(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[12..]);

    public static ulong Hash(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt64LittleEndian(from[16..]);

    public static long Amount(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt64LittleEndian(from[24..]);

    public static long Fee(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt64LittleEndian(from[32..]);

    public static uint Instant(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[40..]);

    public static uint Line(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[44..]);

    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> from) => from[7] == 0
        ? from.Slice(HeadSize, from[6])
        : from.Slice(HeadSize + from[6], from[7]);

    public static ReadOnlySpan<byte> ProviderId(ReadOnlySpan<byte> from) =>
        from.Slice(HeadSize + from[6] + from[7], from[8]);

    public static Movement Read(ReadOnlySpan<byte> from) => new()
    {
        Kind = Kind(from),
        Status = Status(from),
        Age = Age(from),
        Currency = CurrencyLetters.FromPacked(Currency(from)),
        Amount = Amount(from),
        Fee = Fee(from),
        Instant = Instant(from),
        Line = Line(from),
        Offset = BinaryPrimitives.ReadInt64LittleEndian(from[48..]),
        OrderId = from.Slice(HeadSize, from[6]),
        Reference = from.Slice(HeadSize + from[6], from[7]),
        ProviderId = ProviderId(from),
        Merchant = from.Slice(HeadSize + from[6] + from[7] + from[8], from[9]),
    };
}
