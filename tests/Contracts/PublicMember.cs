namespace PayFunctions.Tests.Contracts;

/// <summary>A member as its type, name and signature tell it, in a declaration and in a use alike.</summary>
/// <param name="Type">Full name, nested types after a <c>+</c>, arity after a backtick.</param>
/// <param name="Signature">Parameters and generic arity; empty for properties and fields.</param>
internal readonly record struct PublicMember(string Type, string Name, string Signature)
{
    public override string ToString() => $"{Type}.{Name}{Signature}";
}
