using PayFunctions.Infra.Orders;
using PayFunctions.Orders;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Contracts;

/// <summary>A stand-in has what functions/ and infra/ use: whoever needs more meets a compile error, not a half-truth.</summary>
/// <remarks>
/// A member is used when the app's metadata names its type and name: an overload of what is used stays, since without it
/// a call would bind to another one here than in the genuine package. System.IO.Hashing is Azure.Storage's to use.
/// </remarks>
public class OnlyWhatIsUsedTests(ITestOutputHelper output)
{
    private const int LinesMax = 5000;

    private static readonly DeclaredMembers Declared =
        DeclaredMembers.Of(StandIns.Assemblies().Select(assembly => assembly.Location));

    [Fact]
    public void No_public_member_of_a_stand_in_is_idle()
    {
        var idle = Idle().ToArray();

        Assert.True(idle.Length == 0, $"Nobody uses these: remove them.\n{string.Join('\n', idle)}");
    }

    [Fact]
    public void A_member_that_nobody_uses_would_be_seen() => Assert.Contains(
        DeclaredMembers.Of([typeof(OnlyWhatIsUsedTests).Assembly.Location]).Members, member => IsIdleTo(Used())(member));

    /// <remarks>The compiler holds our own code to the stand-ins; Azure.Storage was compiled against the genuine one.</remarks>
    [Fact]
    public void What_Azure_Storage_takes_of_System_IO_Hashing_is_there() => Assert.Empty(
        Used().Members.Where(member => member.Type.StartsWith("System.IO.Hashing.", StringComparison.Ordinal))
            .Except(Declared.Members));

    /// <remarks>Lines of .cs files below embedded/ that are neither blank nor only a comment; braces count.</remarks>
    [Fact]
    public void The_stand_ins_stay_small()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "embedded"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Sum(path => File.ReadLines(path).Count(line =>
                line.Trim() is { Length: > 0 } code && !code.StartsWith("//", StringComparison.Ordinal)));

        output.WriteLine($"embedded/ has {lines} lines of code.");
        Assert.InRange(lines, 1, LinesMax - 1);
    }

    private static IEnumerable<string> Idle() =>
        Declared.Members.Where(IsIdleTo(Used())).Select(member => member.ToString()).Order(StringComparer.Ordinal);

    private static UsedMembers Used() => UsedMembers.Of(
    [
        typeof(OrderLifecycle).Assembly.Location,
        typeof(OrderBook).Assembly.Location,
        typeof(Azure.Storage.Blobs.BlobClient).Assembly.Location,
        typeof(Azure.Storage.StorageSharedKeyCredential).Assembly.Location,
    ]);

    private static Func<PublicMember, bool> IsIdleTo(UsedMembers used)
    {
        var groups = used.Members.Select(member => (member.Type, member.Name)).ToHashSet();
        return member => !groups.Contains((member.Type, member.Name))
            && !Declared.Interfaces.Contains(member.Type) // Its members are whoever implements it.
            && !IsTakenByAUsedConstructor(member);

        bool IsTakenByAUsedConstructor(PublicMember member) =>
            Declared.Taken.Contains(new(member.Type, member.Name.ToUpperInvariant(), ""))
            && groups.Contains((member.Type, ".ctor"));
    }
}
