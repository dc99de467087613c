using System.Reflection;
using PayFunctions.Core;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Architecture;

/// <summary>Who may know whom: arrows point one way.</summary>
public class RoomsTests
{
    [Fact]
    public void Core_knows_the_base_class_library_only() =>
        Assert.All(References(typeof(Money).Assembly), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Infra_knows_neither_functions_nor_the_worker_nor_the_durable_engine() =>
        Assert.DoesNotContain(References(typeof(TableAccounts).Assembly), name => name is "PayFunctions"
            or "PayFunctions.Embedded.Worker" or "PayFunctions.Embedded.Durable" or "PayFunctions.Sandbox");

    [Theory]
    [InlineData("PayFunctions.Embedded.Worker")]
    [InlineData("PayFunctions.Embedded.Durable")]
    [InlineData("PayFunctions.Embedded.Tables")]
    [InlineData("PayFunctions.Embedded.Certificates")]
    [InlineData("System.IO.Hashing")]
    public void A_stand_in_does_not_know_what_a_payment_is(string assembly) =>
        Assert.DoesNotContain(References(Assembly.Load(assembly)), name =>
            name.StartsWith("PayFunctions", StringComparison.Ordinal)
            && !name.StartsWith("PayFunctions.Embedded.", StringComparison.Ordinal));

    [Theory]
    [InlineData("core")]
    [InlineData("infra")]
    [InlineData("functions")]
    public void One_source_serves_both_sets_of_packages_without_a_preprocessor_line(string room)
    {
        var asked = Sources(room).SelectMany(file => File.ReadLines(file)
            .Where(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)).Select(line => $"{file}: {line}"));

        Assert.Empty(asked);
    }

    [Fact]
    public void Money_moves_through_one_door()
    {
        var writers = Sources("infra").Concat(Sources("functions"))
            .Where(file => File.ReadAllText(file).Contains("OrderRows.Write(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)!);

        Assert.All(writers, file => Assert.StartsWith("OrderStore.", file, StringComparison.Ordinal));
        Assert.Contains("OrderStore.cs", writers);
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
