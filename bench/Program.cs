using System.CommandLine;
using PayFunctions.Bench.Attacks;
using PayFunctions.Bench.Callbacks;
using PayFunctions.Bench.Certificates;
using PayFunctions.Bench.Engine;
using PayFunctions.Bench.Ingest;
using PayFunctions.Bench.OperatorConsole;
using PayFunctions.Bench.Oracle;
using PayFunctions.Bench.Orders;
using PayFunctions.Bench.Recon;
using PayFunctions.Bench.Telemetry;
using PayFunctions.Bench.Webhooks;
using PayFunctions.Bench.World;

// Before the benchmarks are looked at: they take their lengths from it.
Turn.IsShort = args.Contains(Turn.Option);

// One class a question; each ends with one JSON object of its figures on a line of its own.
var root = new RootCommand("Benchmarks of PayFunctions: a table for people, then one JSON line of figures.");
root.Options.Add(new Option<bool>(Turn.Option) { Description = "Only to see that it runs: no figure of it counts.", Recursive = true });
root.Subcommands.Add(AttacksBenchmark.Command());
root.Subcommands.Add(CallbacksBenchmark.Command());
root.Subcommands.Add(CertificatesBenchmark.Command());
root.Subcommands.Add(ConsoleBenchmark.Command());
root.Subcommands.Add(EngineBenchmark.Command());
root.Subcommands.Add(IngestBenchmark.Command());
root.Subcommands.Add(OracleBenchmark.Command());
root.Subcommands.Add(OrdersBenchmark.Command());
root.Subcommands.Add(ReconBenchmark.Command());
root.Subcommands.Add(TelemetryBenchmark.Command());
root.Subcommands.Add(WebhooksBenchmark.Command());
return await root.Parse(args).InvokeAsync();
