using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PayFunctions.Tests.Contracts;

/// <summary>What assemblies use of others, as their metadata says.</summary>
internal sealed class UsedMembers
{
    public HashSet<PublicMember> Members { get; } = [];

    public static UsedMembers Of(IEnumerable<string> assemblies)
    {
        var used = new UsedMembers();
        foreach (var path in assemblies)
        {
            using var file = new PEReader(File.OpenRead(path));
            used.Read(file.GetMetadataReader());
        }

        return used;
    }

    private void Read(MetadataReader reader)
    {
        foreach (var handle in reader.MemberReferences) Add(reader, reader.GetMemberReference(handle));
        foreach (var handle in reader.TypeDefinitions) AddOverrides(reader, reader.GetTypeDefinition(handle));
        foreach (var handle in reader.CustomAttributes) AddSettings(reader, reader.GetCustomAttribute(handle));
    }

    private void Add(MetadataReader reader, MemberReference member)
    {
        if (member.GetKind() != MemberReferenceKind.Method || TypeOf(reader, member.Parent) is not { } type) return;
        var signature = SignatureWords.Of(member.DecodeMethodSignature(SignatureWords.Instance, null));
        Members.Add(DeclaredMembers.Named(type, reader.GetString(member.Name), signature));
    }

    /// <summary>A class can't be loaded without what it overrides, though no call names it.</summary>
    private void AddOverrides(MetadataReader reader, TypeDefinition type)
    {
        if (type.BaseType.IsNil || TypeOf(reader, type.BaseType) is not { } parent) return;
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) != MethodAttributes.Virtual) continue;
            var signature = SignatureWords.Of(method.DecodeSignature(SignatureWords.Instance, null));
            Members.Add(DeclaredMembers.Named(parent, reader.GetString(method.Name), signature));
        }
    }

    /// <summary>What an attribute sets by name stands in its bytes alone: <c>Route = "…"</c>.</summary>
    private void AddSettings(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference) return;
        if (TypeOf(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) is not { } type) return;
        if (!type.StartsWith("Microsoft.Azure.", StringComparison.Ordinal)) return;
        foreach (var set in attribute.DecodeValue(AttributeWords.Instance).NamedArguments) Members.Add(new(type, set.Name!, ""));
    }

    private static string? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => SignatureWords.NameOf(reader, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent)
            .DecodeSignature(SignatureWords.Instance, null).Split('<')[0],
        _ => null,
    };
}
