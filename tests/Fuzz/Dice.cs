namespace PayFunctions.Tests.Fuzz;

/// <summary>The choices of one input: its own, so that it is made again without those before it.</summary>
internal sealed class Dice(ulong seed, string target, long input)
{
    private readonly Random _random = new(Mixed(seed, target, input));

    public int Below(int bound) => _random.Next(bound);

    public int From(int least, int most) => _random.Next(least, most + 1);

    public bool OneIn(int chances) => _random.Next(chances) == 0;

    public T Of<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static int Mixed(ulong seed, string target, long input)
    {
        var mixed = seed;
        foreach (var c in target) mixed = Mixed(mixed ^ c);
        return unchecked((int)Mixed(mixed ^ (ulong)input));
    }

    /// <summary>Steps of splitmix64: neighbouring inputs have nothing in common.</summary>
    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
