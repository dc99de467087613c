namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>Holds public types to the genuine surface: a subset of it, and each part in the same shape.</summary>
internal static class SurfaceCheck
{
    /// <returns>One complaint for each type or member that the genuine surface does not have so.</returns>
    public static List<string> Complaints(IEnumerable<Type> types, GenuineSurface genuine) =>
        [.. types.SelectMany(type => Complaints(type, genuine))];

    private static IEnumerable<string> Complaints(Type type, GenuineSurface genuine)
    {
        var name = DeclaredType.NameOf(type);
        return genuine.Types.TryGetValue(name, out var told)
            ? HeadComplaints(type, told).Concat(MemberComplaints(type, told)).Select(complaint => $"{name}: {complaint}")
            : [$"{name}: the genuine packages have no such type"];
    }

    private static IEnumerable<string> HeadComplaints(Type type, GenuineType told)
    {
        var head = $"{DeclaredType.ModifiersOf(type)} {DeclaredType.KindOf(type)}";
        var genuineHead = $"{told.Modifiers} {told.Kind}";
        if (head != genuineHead) yield return $"is a {head}, genuinely a {genuineHead}";

        var parent = DeclaredType.BaseOf(type);
        var genuineParent = told.Bases.FirstOrDefault(each => !IsInterfaceName(each));
        if (told.Kind is "class" or "record" && parent != genuineParent)
        {
            yield return $"derives from {parent ?? "object"}, genuinely from {genuineParent ?? "object"}";
        }

        foreach (var extra in DeclaredType.InterfacesOf(type).Except(told.Bases))
        {
            yield return $"implements {extra}, genuinely not";
        }
    }

    private static IEnumerable<string> MemberComplaints(Type type, GenuineType told) =>
        from member in DeclaredType.MembersOf(type)
        where !told.Members.Exists(written => IsSame(member, written))
        let near = told.Members.Where(written => written.Contains(NameIn(member), StringComparison.Ordinal))
        select $"has no member '{member.Replace($"{Spelling.PerhapsNullable}", "", StringComparison.Ordinal)}'"
            + string.Concat(near.Select(written => $"\n      genuinely '{written}'"));

    private static bool IsSame(string spelled, string written)
    {
        var at = 0;
        foreach (var letter in spelled)
        {
            if (letter == Spelling.PerhapsNullable)
            {
                if (at < written.Length && written[at] == '?') at++;
            }
            else if (at == written.Length || written[at++] != letter)
            {
                return false;
            }
        }

        return at == written.Length;
    }

    private static string NameIn(string member)
    {
        var end = member.IndexOfAny(['(', '{', '=', '<']) is var found and > 0 ? found : member.Length;
        var words = member[..end].TrimEnd();
        return words[(words.LastIndexOf(' ') + 1)..];
    }

    private static bool IsInterfaceName(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);
}
