using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A movement as bytes: a head of fixed size and its texts, as it lies in buffers and spill streams.</summary>
internal static class PackedMovement
{
    /// <summary>How many bytes at the beginning tell the whole's size.</summary>
    public const int SizeBytes = 2;

    public const int SizeMin = HeadSize;

    public const int SizeMax = HeadSize + 4 * Movement.TextLengthMax;

    private const int HeadSize = 48;
    private const int CurrencyShift = 40;
    private const byte DigitsFlag = 0x80;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(in Movement movement, bool withMerchant) => HeadSize + movement.OrderId.Length
        + movement.Reference.Length + DigitText.PackedSize(movement.ProviderId) + (withMerchant ? movement.Merchant.Length : 0);

    /// <summary>The merchant is kept only where it is what is the matter: a day's lines all have the same few.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static void Write(Span<byte> to, in Movement movement, ulong hash, bool isUnknownMerchant)
    {
        var order = movement.OrderId;
        var reference = movement.Reference;
        var provider = movement.ProviderId;
        var areDigits = DigitText.Packs(provider);
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)to.Length);
        to[2] = (byte)((byte)movement.Kind | (areDigits ? DigitsFlag : 0));
        to[3] = (byte)movement.Status;
        to[4] = movement.Age;
        to[5] = (byte)order.Length;
        to[6] = (byte)reference.Length;
        to[7] = (byte)provider.Length;
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], hash);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], movement.Amount);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], movement.Fee);
        BinaryPrimitives.WriteUInt32LittleEndian(to[32..], (uint)movement.Instant);
        BinaryPrimitives.WriteUInt32LittleEndian(to[36..], (uint)movement.Line);
        BinaryPrimitives.WriteUInt64LittleEndian(to[40..], (ulong)movement.Currency.Packed << CurrencyShift | (ulong)movement.Offset);
        var rest = to[HeadSize..];
        order.CopyTo(rest);
        rest = rest[order.Length..];
        reference.CopyTo(rest);
        rest = rest[reference.Length..];
        if (areDigits) DigitText.Pack(provider, rest);
        else provider.CopyTo(rest);
        if (isUnknownMerchant) movement.Merchant.CopyTo(rest[DigitText.PackedSize(provider)..]);
    }

    public static int Size(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from);

    public static MovementKind Kind(ReadOnlySpan<byte> from) => (MovementKind)(from[2] & ~DigitsFlag);

    public static MovementStatus Status(ReadOnlySpan<byte> from) => (MovementStatus)from[3];

    public static byte Age(ReadOnlySpan<byte> from) => from[4];

    public static bool IsOfUnknownMerchant(ReadOnlySpan<byte> from) => MerchantStart(from) < Size(from);

    public static uint Currency(ReadOnlySpan<byte> from) =>
        (uint)(BinaryPrimitives.ReadUInt64LittleEndian(from[40..]) >> CurrencyShift);

    public static ulong Hash(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt64LittleEndian(from[8..]);

    public static long Amount(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt64LittleEndian(from[16..]);

    public static long Fee(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt64LittleEndian(from[24..]);

    public static uint Instant(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[32..]);

    public static uint Line(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from[36..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> from) => from[6] == 0
        ? from.Slice(HeadSize, from[5])
        : from.Slice(HeadSize + from[5], from[6]);

    /// <summary>Two of the same text are the same bytes, and the other way round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HaveOneProviderId(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a[7] == b[7] && ((a[2] ^ b[2]) & DigitsFlag) == 0 && PackedProviderId(a).SequenceEqual(PackedProviderId(b));

    public static bool HasProviderId(ReadOnlySpan<byte> from) => from[7] != 0;

    /// <summary>A copy, for rows that differ or share their key: matched rows are never asked.</summary>
    public static byte[] ProviderId(ReadOnlySpan<byte> from)
    {
        var text = new byte[from[7]];
        if ((from[2] & DigitsFlag) != 0) DigitText.Unpack(PackedProviderId(from), text);
        else PackedProviderId(from).CopyTo(text);
        return text;
    }

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
        Offset = (long)(BinaryPrimitives.ReadUInt64LittleEndian(from[40..]) & (1UL << CurrencyShift) - 1),
        OrderId = from.Slice(HeadSize, from[5]),
        Reference = from.Slice(HeadSize + from[5], from[6]),
        ProviderId = ProviderId(from),
        Merchant = from[MerchantStart(from)..Size(from)],
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> PackedProviderId(ReadOnlySpan<byte> from) =>
        from.Slice(HeadSize + from[5] + from[6], PackedSize(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PackedSize(ReadOnlySpan<byte> from) =>
        (from[2] & DigitsFlag) != 0 ? DigitText.SizeOf(from[7]) : from[7];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MerchantStart(ReadOnlySpan<byte> from) => HeadSize + from[5] + from[6] + PackedSize(from);
}
