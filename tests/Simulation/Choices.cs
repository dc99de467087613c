namespace PayFunctions.Tests.Simulation;

/// <summary>What happens next, drawn from a script of numbers: a shorter script is a shorter story, so that a failure shrinks.</summary>
internal sealed class Choices(int[] script)
{
    private int _at;

    public bool AreLeft => _at < script.Length;

    /// <summary>One of so many; the first once the script has ended.</summary>
    public int Of(int count) => AreLeft ? script[_at++] % count : 0;

    public bool OneIn(int count) => Of(count) == count - 1;
}
