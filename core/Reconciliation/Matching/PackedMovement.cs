using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A movement as bytes: a head of fixed size and its texts, as it lies in buffers, shards and spill streams.</summary>
/// <remarks>
/// A payment of WeChat Pay takes 64 bytes, which is one line of a processor's cache: numbers have 32 bits, and the rare row that needs more
/// has them once more in full. With 84 bytes a row, as it was, a run of 20 + 20 million spilled a third more.
/// </remarks>
internal static class PackedMovement
{
    /// <summary>How many bytes at the beginning tell the whole's size.</summary>
    public const int SizeBytes = 2;

    public const int SizeMin = HeadSize;

    public const int SizeMax = HeadSize + WideSize + 4 * Movement.TextLengthMax;

    /// <summary>What <see cref="Read"/> may need to write texts out.</summary>
    public const int RoomSize = 3 * Movement.TextLengthMax;

    private const int HeadSize = 36;
    private const int WideSize = 29;
    private const int HalfByte = 4;
    private const int LowHalf = 0x0F;
    private const byte WideFlag = 0x80;
    private const int OffsetBits = 35; // 32 in a field of their own, three beside the flag.
    private const uint FeeUnknown = uint.MaxValue;

    /// <summary>Whether its numbers fit: amounts below 42 million yuan, today's, in a file of less than 32 GB.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNarrow(in Movement movement) =>
        movement.Amount is >= 0 and <= uint.MaxValue && movement.Fee is Movement.FeeUnknown or (>= 0 and < FeeUnknown)
        && movement.Currency == CurrencyLetters.Cny && movement.Age == 0 && movement.Offset is >= 0 and < 1L << OffsetBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TextsStart(bool isWide) => isWide ? HeadSize + WideSize : HeadSize;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static void Write(Span<byte> to, in Movement movement, ulong hash, in PackedShape shape, bool withMerchant)
    {
        var order = movement.OrderId;
        var reference = movement.Reference;
        var provider = movement.ProviderId;
        MemoryMarshal.Write(to, new Head
        {
            Size = (ushort)to.Length,
            KindAndStatus = (byte)((int)movement.Kind | (int)movement.Status << HalfByte),
            OrderLength = (byte)order.Length,
            ReferenceLength = (byte)reference.Length,
            ProviderLength = (byte)provider.Length,
            OrderAndProviderEights = (byte)(shape.OrderEights | shape.ProviderEights << HalfByte),
            ReferenceEightsAndMore = (byte)(shape.ReferenceEights | (shape.IsWide ? WideFlag : (int)(movement.Offset >> 32) << HalfByte)),
            Hash = hash,
            Amount = shape.IsWide ? 0 : (uint)movement.Amount,
            Fee = shape.IsWide ? 0 : movement.Fee == Movement.FeeUnknown ? FeeUnknown : (uint)movement.Fee,
            Offset = shape.IsWide ? 0 : (uint)(movement.Offset & uint.MaxValue),
            Instant = (uint)movement.Instant,
            Line = (uint)movement.Line,
        });
        if (shape.IsWide) WriteWide(to, movement);
        var rest = to[TextsStart(shape.IsWide)..];
        DigitText.Pack(order, shape.OrderEights, rest);
        rest = rest[DigitText.SizeOf(order.Length, shape.OrderEights)..];
        if (!reference.IsEmpty)
        {
            DigitText.Pack(reference, shape.ReferenceEights, rest);
            rest = rest[DigitText.SizeOf(reference.Length, shape.ReferenceEights)..];
        }

        DigitText.Pack(provider, shape.ProviderEights, rest);
        if (withMerchant) movement.Merchant.CopyTo(rest[DigitText.SizeOf(provider.Length, shape.ProviderEights)..]);
    }

    public static int Size(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from);

    public static MovementKind Kind(ReadOnlySpan<byte> from) => (MovementKind)(HeadOf(from).KindAndStatus & LowHalf);

    public static MovementStatus Status(ReadOnlySpan<byte> from) => (MovementStatus)(HeadOf(from).KindAndStatus >> HalfByte);

    public static byte Age(ReadOnlySpan<byte> from) => IsWide(from) ? WideOf(from).Age : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfUnknownMerchant(ReadOnlySpan<byte> from) => ProviderIdOf(from).End < Size(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Currency(ReadOnlySpan<byte> from) => IsWide(from) ? WideOf(from).Currency : CurrencyLetters.Cny.Packed;

    public static ulong Hash(ReadOnlySpan<byte> from) => HeadOf(from).Hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Amount(ReadOnlySpan<byte> from) => IsWide(from) ? WideOf(from).Amount : HeadOf(from).Amount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Fee(ReadOnlySpan<byte> from)
    {
        if (IsWide(from)) return WideOf(from).Fee;
        var fee = HeadOf(from).Fee;
        return fee == FeeUnknown ? Movement.FeeUnknown : fee;
    }

    public static uint Instant(ReadOnlySpan<byte> from) => HeadOf(from).Instant;

    public static uint Line(ReadOnlySpan<byte> from) => HeadOf(from).Line;

    /// <summary>Whether two movements are matched by the same text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HaveOneKey(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (one, other) = (KeyOf(a), KeyOf(b));
        return one.Length == other.Length && one.Eights == other.Eights && one.In(a).SequenceEqual(other.In(b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HaveOneProviderId(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (one, other) = (ProviderIdOf(a), ProviderIdOf(b));
        return one.Length == other.Length && one.Eights == other.Eights && one.In(a).SequenceEqual(other.In(b));
    }

    public static bool HasProviderId(ReadOnlySpan<byte> from) => HeadOf(from).ProviderLength != 0;

    /// <summary>For rows that share their key's hash: hardly any is asked.</summary>
    /// <param name="room">At least <see cref="Movement.TextLengthMax"/> bytes, which the answer may stand in.</param>
    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> from, Span<byte> room) => KeyOf(from).Read(from, room);

    /// <summary>For rows that differ or share their key: matched rows are never asked.</summary>
    /// <param name="room">At least <see cref="Movement.TextLengthMax"/> bytes, which the answer may stand in.</param>
    public static ReadOnlySpan<byte> ProviderId(ReadOnlySpan<byte> from, Span<byte> room) => ProviderIdOf(from).Read(from, room);

    /// <param name="room"><see cref="RoomSize"/> bytes; the movement lives as long as they are left alone.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public static Movement Read(ReadOnlySpan<byte> from, Span<byte> room)
    {
        var provider = ProviderIdOf(from);
        return new()
        {
            Kind = Kind(from),
            Status = Status(from),
            Age = Age(from),
            Currency = CurrencyLetters.FromPacked(Currency(from)),
            Amount = Amount(from),
            Fee = Fee(from),
            Instant = Instant(from),
            Line = Line(from),
            Offset = Offset(from),
            OrderId = OrderOf(from).Read(from, room),
            Reference = ReferenceOf(from).Read(from, room[Movement.TextLengthMax..]),
            ProviderId = provider.Read(from, room[(2 * Movement.TextLengthMax)..]),
            Merchant = from[provider.End..Size(from)],
        };
    }

    private static void WriteWide(Span<byte> to, in Movement movement) => MemoryMarshal.Write(to[HeadSize..], new Wide
    {
        Amount = movement.Amount,
        Fee = movement.Fee,
        Offset = movement.Offset,
        Currency = movement.Currency.Packed,
        Age = movement.Age,
    });

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Offset(ReadOnlySpan<byte> from) => IsWide(from)
        ? WideOf(from).Offset
        : (long)(HeadOf(from).ReferenceEightsAndMore >> HalfByte) << 32 | HeadOf(from).Offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWide(ReadOnlySpan<byte> from) => (HeadOf(from).ReferenceEightsAndMore & WideFlag) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PackedText OrderOf(ReadOnlySpan<byte> from)
    {
        ref readonly var head = ref HeadOf(from);
        return new(TextsStart(IsWide(from)), head.OrderLength, head.OrderAndProviderEights & LowHalf);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PackedText ReferenceOf(ReadOnlySpan<byte> from)
    {
        ref readonly var head = ref HeadOf(from);
        var start = TextsStart(IsWide(from)) + DigitText.SizeOf(head.OrderLength, head.OrderAndProviderEights & LowHalf);
        return new(start, head.ReferenceLength, head.ReferenceEightsAndMore & LowHalf);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PackedText ProviderIdOf(ReadOnlySpan<byte> from)
    {
        ref readonly var head = ref HeadOf(from);
        var eightsBefore = (head.OrderAndProviderEights & LowHalf) + (head.ReferenceEightsAndMore & LowHalf);
        var start = TextsStart(IsWide(from)) + DigitText.SizeOf(head.OrderLength + head.ReferenceLength, eightsBefore);
        return new(start, head.ProviderLength, head.OrderAndProviderEights >> HalfByte);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PackedText KeyOf(ReadOnlySpan<byte> from) => HeadOf(from).ReferenceLength == 0 ? OrderOf(from) : ReferenceOf(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly Head HeadOf(ReadOnlySpan<byte> from) => ref MemoryMarshal.AsRef<Head>(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly Wide WideOf(ReadOnlySpan<byte> from) => ref MemoryMarshal.AsRef<Wide>(from[HeadSize..]);

    /// <summary>One check of the bounds for all of it. The bytes never leave the machine's own kind, so they keep its order.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Head
    {
        public ushort Size;
        public byte KindAndStatus;
        public byte OrderLength;
        public byte ReferenceLength;
        public byte ProviderLength;
        public byte OrderAndProviderEights;
        public byte ReferenceEightsAndMore; // Above: the flag of a wide row, or the offset's highest bits.
        public ulong Hash;
        public uint Amount;
        public uint Fee;
        public uint Instant;
        public uint Line;
        public uint Offset;
    }

    /// <summary>What a wide row has after its head.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Wide
    {
        public long Amount;
        public long Fee;
        public long Offset;
        public uint Currency;
        public byte Age;
    }
}
