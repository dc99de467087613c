using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PayFunctions.Tests.Contracts;

/// <summary>The public types and members that an assembly declares of itself.</summary>
internal sealed class DeclaredMembers
{
    private const MethodAttributes Visible = MethodAttributes.MemberAccessMask;

    /// <summary>Methods and constructors; properties stand under their own name for both of their accessors.</summary>
    public HashSet<PublicMember> Members { get; } = [];

    /// <summary>Interfaces, whose members are used by whoever implements them.</summary>
    public HashSet<string> Interfaces { get; } = new(StringComparer.Ordinal);

    public static DeclaredMembers Of(IEnumerable<string> assemblies)
    {
        var declared = new DeclaredMembers();
        foreach (var path in assemblies)
        {
            using var file = new PEReader(File.OpenRead(path));
            declared.Read(file.GetMetadataReader());
        }

        return declared;
    }

    private void Read(MetadataReader reader)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) is not (TypeAttributes.Public or TypeAttributes.NestedPublic)) continue;
            var name = SignatureWords.NameOf(reader, handle);
            if ((type.Attributes & TypeAttributes.Interface) != 0) Interfaces.Add(name);
            foreach (var one in type.GetMethods().Select(reader.GetMethodDefinition)) Add(reader, name, one);
        }
    }

    private void Add(MetadataReader reader, string type, MethodDefinition method)
    {
        if ((method.Attributes & Visible) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)) return;
        var isOverride = (method.Attributes & MethodAttributes.Virtual) != 0 && (method.Attributes & MethodAttributes.NewSlot) == 0;
        var isOfAnInterface = (method.Attributes & MethodAttributes.Virtual) != 0 && (method.Attributes & MethodAttributes.Final) != 0;
        if (isOverride || isOfAnInterface || IsMadeByTheCompiler(reader, method)) return;
        if ((method.ImplAttributes & MethodImplAttributes.Runtime) != 0) return; // A delegate's.
        var name = reader.GetString(method.Name);
        if (name == "get_EqualityContract") return;
        if (name == ".ctor")
        {
            foreach (var parameter in method.GetParameters().Select(reader.GetParameter))
                Taken.Add(new(type, reader.GetString(parameter.Name).ToUpperInvariant(), ""));
        }

        Members.Add(Named(type, name, SignatureWords.Of(method.DecodeSignature(SignatureWords.Instance, null))));
    }

    /// <summary>What the constructors of a type take: it may be read back.</summary>
    public HashSet<PublicMember> Taken { get; } = [];

    /// <summary>An accessor stands for its property: what is set by an initializer may be read by the runtime alone.</summary>
    public static PublicMember Named(string type, string name, string signature) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            ? new(type, name[4..], name is "get_Item" or "set_Item" ? "[]" : "")
            : new(type, name, signature);

    /// <summary>A record's equality and copies; but its accessors, which are generated as well, are the author's.</summary>
    private static bool IsMadeByTheCompiler(MetadataReader reader, MethodDefinition method) =>
        !reader.GetString(method.Name).Contains("et_", StringComparison.Ordinal)
        && method.GetCustomAttributes().Select(reader.GetCustomAttribute).Any(attribute =>
            attribute.Constructor.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            && SignatureWords.NameOf(reader, (TypeReferenceHandle)parent) == "System.Runtime.CompilerServices.CompilerGeneratedAttribute");
}
