using System.Reflection.Metadata;

namespace PayFunctions.Tests.Contracts;

/// <summary>As much of types as is needed to find the names that an attribute sets.</summary>
internal sealed class AttributeWords : ICustomAttributeTypeProvider<string>
{
    public static AttributeWords Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"{typeCode}";

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        SignatureWords.NameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        SignatureWords.NameOf(reader, handle);

    public string GetTypeFromSerializedName(string name) => name;

    /// <summary>Our attributes' enums are all of four bytes.</summary>
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == "System.Type";
}
