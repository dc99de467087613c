using System.CommandLine;
using PayFunctions.Bench.Callbacks;
using PayFunctions.Bench.Certificates;
using PayFunctions.Bench.Ingest;
using PayFunctions.Bench.Orders;
using PayFunctions.Bench.Recon;
using PayFunctions.Bench.Webhooks;

// One class a question; each ends with one JSON object of its figures on a line of its own.
var root = new RootCommand("Benchmarks of PayFunctions: a table for people, then one JSON line of figures.");
root.Subcommands.Add(CallbacksBenchmark.Command());
root.Subcommands.Add(CertificatesBenchmark.Command());
root.Subcommands.Add(IngestBenchmark.Command());
root.Subcommands.Add(OrdersBenchmark.Command());
root.Subcommands.Add(ReconBenchmark.Command());
root.Subcommands.Add(WebhooksBenchmark.Command());
return await root.Parse(args).InvokeAsync();
