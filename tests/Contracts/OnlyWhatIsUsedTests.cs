using PayFunctions.Infra.Orders;
using PayFunctions.Orders;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Contracts;

/// <summary>A stand-in has what functions/ and infra/ use: whoever needs more meets a compile error, not a half-truth.</summary>
/// <remarks>
/// A member is used when the app's metadata names its type and name: an overload of what is used stays, since without it
/// a call would bind to another one here than in the genuine package. <c>idle-members.txt</c> has what was idle already
/// when this was first asked; it only ever gets shorter.
/// </remarks>
public class OnlyWhatIsUsedTests(ITestOutputHelper output)
{
    /// <summary>To be lowered with every removal; 5,000 is the aim.</summary>
    private const int LinesMax = 5600;

    private const string ListPath = "tests/Contracts/idle-members.txt";

    private static readonly DeclaredMembers Declared =
        DeclaredMembers.Of(StandIns.Assemblies().Select(assembly => assembly.Location));

    [Fact]
    public void No_public_member_of_a_stand_in_is_idle_that_was_not_idle_before()
    {
        var idle = Idle().ToHashSet(StringComparer.Ordinal);
        var known = Repository.Read(ListPath).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(
            idle.IsSubsetOf(known),
            $"functions/ and infra/ use none of these: remove them.\n{string.Join('\n', idle.Except(known))}");
        var there = Declared.Members.Select(member => member.ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.True(
            there.IsSupersetOf(known), $"These are gone: take them from {ListPath}.\n{string.Join('\n', known.Except(there))}");
    }

    [Fact]
    public void The_stand_ins_stay_small()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "embedded"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "Hashing"))
            .Sum(path => File.ReadLines(path).Count(line =>
                line.Trim() is { Length: > 0 } code && !code.StartsWith("//", StringComparison.Ordinal)));

        output.WriteLine($"embedded/ has {lines} lines of code.");
        Assert.InRange(lines, 1, LinesMax);
    }

    private static IEnumerable<string> Idle()
    {
        var used = UsedMembers.Of(new[] { typeof(OrderLifecycle), typeof(OrderBook) }.Select(type => type.Assembly.Location));
        var groups = used.Members.Select(member => (member.Type, member.Name)).ToHashSet();
        return Declared.Members.Where(member =>
                !groups.Contains((member.Type, member.Name))
                && !Declared.Interfaces.Contains(member.Type) // Its members are whoever implements it.
                && !member.Type.StartsWith("System.IO.Hashing.", StringComparison.Ordinal) // Azure.Storage's to use.
                && !IsTakenByAUsedConstructor(member))
            .Select(member => member.ToString()).Order(StringComparer.Ordinal);

        bool IsTakenByAUsedConstructor(PublicMember member) =>
            Declared.Taken.Contains(new(member.Type, member.Name.ToUpperInvariant(), ""))
            && groups.Contains((member.Type, ".ctor"));
    }
}
