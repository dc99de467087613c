using System.Reflection;
using System.Runtime.CompilerServices;

namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>One public type of a stand-in, spelled the way the lists of genuine signatures are.</summary>
internal static class DeclaredType
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string NameOf(Type type)
    {
        var name = (type.FullName ?? type.Name).Split('`')[0].Replace('+', '.');
        return type.IsGenericTypeDefinition
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>"
            : name;
    }

    public static string KindOf(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : IsDelegate(type) ? "delegate"
        : type.IsValueType ? "struct"
        : IsRecord(type) ? "record"
        : "class";

    public static string ModifiersOf(Type type)
    {
        var isPlain = type.IsInterface || type.IsEnum || IsDelegate(type);
        return "public" + (isPlain ? ""
            : type is { IsAbstract: true, IsSealed: true } ? " static"
            : type.IsAbstract ? " abstract"
            : type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute), false) ? " readonly" : ""
            : type.IsSealed ? " sealed" : "");
    }

    public static string? BaseOf(Type type) =>
        KindOf(type) is "class" or "record" && type.BaseType is { } parent && parent != typeof(object)
            ? Spelling.Of(parent)
            : null;

    /// <returns>The interfaces that the type itself names, without those that follow from them or from its base.</returns>
    public static IEnumerable<string> InterfacesOf(Type type)
    {
        if (type.IsEnum || IsDelegate(type)) return [];
        var all = type.GetInterfaces();
        var implied = all.SelectMany(each => each.GetInterfaces())
            .Concat(type.BaseType?.GetInterfaces() ?? [])
            .ToHashSet();
        return all.Where(each => !implied.Contains(each)).Select(Spelling.Of);
    }

    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "d")}");
        if (IsDelegate(type)) return [OfDelegate(type.GetMethod("Invoke")!)];

        var spelled = Constructors(type).Concat(Properties(type)).Concat(Methods(type)).Concat(Fields(type));
        return type.IsInterface ? spelled.Select(Words.OfInterface) : spelled;
    }

    private static string OfDelegate(MethodInfo invoke) =>
        $"delegate {Spelling.OfReturn(invoke)} {Spelling.OfParameters(invoke)}";

    private static IEnumerable<string> Constructors(Type type) =>
        from made in type.GetConstructors(Declared)
        where !made.IsStatic && IsVisible(made, type) && !IsSynthesized(made, type)
        select $"{Access(made)} {type.Name.Split('`')[0]}{Spelling.OfParameters(made)}";

    private static IEnumerable<string> Methods(Type type) =>
        from method in type.GetMethods(Declared)
        where IsVisible(method, type) && !IsAccessor(method) && !IsSynthesized(method, type) && !IsOverride(method)
        select $"{Access(method)} {Modifiers(method)}{Spelling.OfReturn(method)} {method.Name}{OfGeneric(method)}"
            + Spelling.OfParameters(method, method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "")
            + Spelling.OfConstraints(method);

    private static IEnumerable<string> Properties(Type type) =>
        from property in type.GetProperties(Declared)
        let getter = property.GetMethod is { } get && IsVisible(get, type) ? get : null
        let setter = property.SetMethod is { } set && IsVisible(set, type) ? set : null
        let first = getter ?? setter
        where first is not null && !IsSynthesized(property, type) && !IsOverride(first)
        let index = property.GetIndexParameters()
        let name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Spelling.Of))}]"
        let accessors = (getter is null ? "" : "get; ") + (setter is null ? "" : IsInit(setter) ? "init; " : "set; ")
        select $"{Access(first)} {Modifiers(first)}{Spelling.Of(property)} {name} {{ {accessors}}}";

    private static IEnumerable<string> Fields(Type type) =>
        from field in type.GetFields(Declared)
        where field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly
        let modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "")
        let value = !field.IsLiteral ? "" : field.GetRawConstantValue() is string text ? $" = \"{text}\"" : $" = {field.GetRawConstantValue()}"
        select $"{(field.IsPublic ? "public" : "protected")} {modifiers}{Spelling.Of(field)} {field.Name}{value}";

    private static string OfGeneric(MethodInfo method) =>
        !method.IsGenericMethodDefinition ? ""
        : $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>";

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    // What nobody can derive from shows its protected members to nobody.
    private static bool IsVisible(MethodBase method, Type type) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !type.IsSealed);

    // A name overridden adds nothing that could be compiled against: it is there by inheritance.
    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    // What every record has follows from its being one, which is compared.
    private static bool IsSynthesized(MemberInfo member, Type type) =>
        IsRecord(type) && (member.Name == "EqualityContract" || member.IsDefined(typeof(CompilerGeneratedAttribute), false));

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
