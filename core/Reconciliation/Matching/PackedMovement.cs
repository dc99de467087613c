using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <param name="areDigits">What <see cref="DigitText.Packs"/> says of the provider's id: it is asked once a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(in Movement movement, bool areDigits, bool withMerchant) => HeadSize + movement.OrderId.Length
        + movement.Reference.Length + PackedSize(movement.ProviderId.Length, areDigits) + (withMerchant ? movement.Merchant.Length : 0);

    /// <summary>The merchant is kept only where it is what is the matter: a day's lines all have the same few.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static void Write(Span<byte> to, in Movement movement, ulong hash, bool areDigits, bool isUnknownMerchant)
    {
        var order = movement.OrderId;
        var reference = movement.Reference;
        var provider = movement.ProviderId;
        MemoryMarshal.Write(to, new Head
        {
            Size = (ushort)to.Length,
            Kind = (byte)((byte)movement.Kind | (areDigits ? DigitsFlag : 0)),
            Status = (byte)movement.Status,
            Age = movement.Age,
            OrderLength = (byte)order.Length,
            ReferenceLength = (byte)reference.Length,
            ProviderLength = (byte)provider.Length,
            Hash = hash,
            Amount = movement.Amount,
            Fee = movement.Fee,
            Instant = (uint)movement.Instant,
            Line = (uint)movement.Line,
            CurrencyAndOffset = (ulong)movement.Currency.Packed << CurrencyShift | (ulong)movement.Offset,
        });
        var rest = to[HeadSize..];
        order.CopyTo(rest);
        rest = rest[order.Length..];
        if (!reference.IsEmpty)
        {
            reference.CopyTo(rest);
            rest = rest[reference.Length..];
        }

        if (areDigits) DigitText.Pack(provider, rest);
        else provider.CopyTo(rest);
        if (isUnknownMerchant) movement.Merchant.CopyTo(rest[PackedSize(provider.Length, areDigits)..]);
    }

    public static int Size(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from);

    public static MovementKind Kind(ReadOnlySpan<byte> from) => (MovementKind)(HeadOf(from).Kind & ~DigitsFlag);

    public static MovementStatus Status(ReadOnlySpan<byte> from) => (MovementStatus)HeadOf(from).Status;

    public static byte Age(ReadOnlySpan<byte> from) => HeadOf(from).Age;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfUnknownMerchant(ReadOnlySpan<byte> from) => MerchantStart(from) < Size(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Currency(ReadOnlySpan<byte> from) => (uint)(HeadOf(from).CurrencyAndOffset >> CurrencyShift);

    public static ulong Hash(ReadOnlySpan<byte> from) => HeadOf(from).Hash;

    public static long Amount(ReadOnlySpan<byte> from) => HeadOf(from).Amount;

    public static long Fee(ReadOnlySpan<byte> from) => HeadOf(from).Fee;

    public static uint Instant(ReadOnlySpan<byte> from) => HeadOf(from).Instant;

    public static uint Line(ReadOnlySpan<byte> from) => HeadOf(from).Line;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> from) => from[6] == 0
        ? from.Slice(HeadSize, from[5])
        : from.Slice(HeadSize + from[5], from[6]);

    /// <summary>Two of the same text are the same bytes, and the other way round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HaveOneProviderId(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a[7] == b[7] && ((a[2] ^ b[2]) & DigitsFlag) == 0 && PackedProviderId(a).SequenceEqual(PackedProviderId(b));

    public static bool HasProviderId(ReadOnlySpan<byte> from) => from[7] != 0;

    /// <summary>For rows that differ or share their key: matched rows are never asked.</summary>
    /// <param name="room">At least <see cref="Movement.TextLengthMax"/> bytes, which the answer may stand in.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> ProviderId(ReadOnlySpan<byte> from, Span<byte> room)
    {
        if ((from[2] & DigitsFlag) == 0) return PackedProviderId(from);
        var text = room[..from[7]];
        DigitText.Unpack(PackedProviderId(from), text);
        return text;
    }

    /// <param name="room">At least <see cref="Movement.TextLengthMax"/> bytes; the movement lives as long as they are left alone.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public static Movement Read(ReadOnlySpan<byte> from, Span<byte> room) => new()
    {
        Kind = Kind(from),
        Status = Status(from),
        Age = Age(from),
        Currency = CurrencyLetters.FromPacked(Currency(from)),
        Amount = Amount(from),
        Fee = Fee(from),
        Instant = Instant(from),
        Line = Line(from),
        Offset = (long)(HeadOf(from).CurrencyAndOffset & (1UL << CurrencyShift) - 1),
        OrderId = from.Slice(HeadSize, from[5]),
        Reference = from.Slice(HeadSize + from[5], from[6]),
        ProviderId = ProviderId(from, room),
        Merchant = from[MerchantStart(from)..Size(from)],
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> PackedProviderId(ReadOnlySpan<byte> from) =>
        from.Slice(HeadSize + from[5] + from[6], PackedSize(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PackedSize(ReadOnlySpan<byte> from) =>
        PackedSize(from[7], (from[2] & DigitsFlag) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PackedSize(int length, bool areDigits) => areDigits ? DigitText.SizeOf(length) : length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MerchantStart(ReadOnlySpan<byte> from) => HeadSize + from[5] + from[6] + PackedSize(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly Head HeadOf(ReadOnlySpan<byte> from) => ref MemoryMarshal.AsRef<Head>(from);

    /// <summary>One check of the bounds for all of it. The bytes never leave the machine's own kind, so they keep its order.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Head
    {
        public ushort Size;
        public byte Kind;
        public byte Status;
        public byte Age;
        public byte OrderLength;
        public byte ReferenceLength;
        public byte ProviderLength;
        public ulong Hash;
        public long Amount;
        public long Fee;
        public uint Instant;
        public uint Line;
        public ulong CurrencyAndOffset;
    }
}
