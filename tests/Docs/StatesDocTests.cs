using PayFunctions.Core.Orders;
using PayFunctions.Sandbox.Docs;

namespace PayFunctions.Tests.Docs;

public class StatesDocTests
{
    private static readonly string Document = Repository.Read("docs/states.md");

    public static TheoryData<string> Machines => new(typeof(OrderMachine).Assembly.GetTypes()
        .Select(type => type.Name)
        .Where(name => name.EndsWith("Machine", StringComparison.Ordinal)));

    /// <summary>A machine that is new belongs into the list of <see cref="StatesDoc"/>.</summary>
    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_machine_of_the_core_is_drawn(string machine) =>
        Assert.Contains($"\n## {machine[..^"Machine".Length]}\n", Document, StringComparison.Ordinal);

    [Fact]
    public void Every_diagram_has_a_start_and_every_state_a_place()
    {
        var diagrams = Document.Split("```mermaid\n").Skip(1).Select(rest => rest.Split("```")[0]).ToList();

        Assert.Equal(Machines.Count, diagrams.Count);
        Assert.All(diagrams, diagram => Assert.Contains("[*] --> ", diagram, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<OrderState>(), state => Assert.Contains(state, diagrams[0], StringComparison.Ordinal));
    }
}
