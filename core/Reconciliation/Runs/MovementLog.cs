using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>Movements as <see cref="MovementShards"/> wrote them, as a source again.</summary>
/// <exception cref="InvalidDataException">The bytes end within a movement: what was written was not written whole. Or another version wrote them.</exception>
public sealed class MovementLog(string name, Stream stream) : IMovementSource
{
    private const int PortionBytes = 256 << 10;

    public string Name => name;

    public IMovementPortion? Next()
    {
        var bytes = new byte[PortionBytes];
        var length = 0;
        while (length + PackedMovement.SizeMax <= PortionBytes && ReadOne(bytes.AsSpan(length)) is var size and > 0) length += size;
        return length == 0 ? null : new Portion(bytes.AsMemory(0, length));
    }

    public BillRefusal? Finish() => null;

    /// <returns>Its size; 0 at the end.</returns>
    private int ReadOne(Span<byte> to)
    {
        var read = stream.ReadAtLeast(to[..PackedMovement.SizeBytes], PackedMovement.SizeBytes, throwOnEndOfStream: false);
        if (read == 0) return 0;
        if (read < PackedMovement.SizeBytes) throw Torn();
        var size = PackedMovement.Size(to);
        if (size is < PackedMovement.SizeMin or > PackedMovement.SizeMax) throw Torn();
        var rest = to[PackedMovement.SizeBytes..size];
        if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length) throw Torn();
        if (PackedMovement.Status(to) is < MovementStatus.Succeeded or > MovementStatus.Closed) // The first packing had no status in that byte.
            throw new InvalidDataException($"{name} holds no movements as this version packs them: run the day again.");
        return size;
    }

    private InvalidDataException Torn() => new($"{name} ends within a movement.");

    private sealed class Portion(ReadOnlyMemory<byte> movements) : IMovementPortion
    {
        public BillRefusal? ReadInto(MovementLane lane)
        {
            Span<byte> room = stackalloc byte[PackedMovement.RoomSize];
            for (var rest = movements.Span; !rest.IsEmpty; rest = rest[PackedMovement.Size(rest)..])
                lane.Add(PackedMovement.Read(rest, room));
            return null;
        }

        public void Dispose()
        {
        }
    }
}
