namespace PayFunctions.Edge;

/// <summary>Somebody whom the settings know by a key of their own.</summary>
/// <param name="Name">Signs what they decide; nobody signs by another's.</param>
/// <param name="Tenant">The only one whose orders they see.</param>
public sealed record Person(string Name, Role Role, string Tenant);

/// <summary>What a person may do.</summary>
public enum Role
{
    /// <summary>Sees everything of their tenant's and changes nothing.</summary>
    Reader,

    /// <summary>Decides what waits for a decision, too.</summary>
    Operator,
}
