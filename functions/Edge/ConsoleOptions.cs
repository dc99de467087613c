namespace PayFunctions.Edge;

/// <summary>Settings <c>Console:*</c>: who has a key of their own. None at all is well: every function key then does everything.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>The people, by the name that signs what they decide: 1 to 64 characters.</summary>
    public Dictionary<string, PersonOptions> People { get; } = new(StringComparer.Ordinal);
}

/// <summary>Settings <c>Console:People:{name}:*</c>.</summary>
public sealed class PersonOptions
{
    /// <summary>
    /// A function key that is theirs alone, 16 to 255 characters; the host has to know it too (<c>FunctionKeys:{name}</c>, or
    /// Azure's own keys).
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary><c>Reader</c> sees and changes nothing; <c>Operator</c> decides.</summary>
    public Role Role { get; set; } = Role.Reader;

    /// <summary>Whose orders they see.</summary>
    public string Tenant { get; set; } = Callers.Default;
}
