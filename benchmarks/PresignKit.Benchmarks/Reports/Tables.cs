using System.Globalization;
using PresignKit.Benchmarks.Kestrel;

namespace PresignKit.Benchmarks.Reports;

/// <summary>The tables of docs/performance.md, in Markdown.</summary>
internal static class Tables
{
    private static readonly string[] ComparedOverVectors =
    [
        RowNames.GetString, RowNames.GetUtf8, RowNames.PutString, RowNames.Post, RowNames.IssuerGetString,
        RowNames.BatchUtf8, RowNames.BatchString, RowNames.BatchMixedUtf8, RowNames.IssuerBatchUtf8, RowNames.IssuerBatchString, RowNames.PartsString,
    ];

    public static IEnumerable<string> Machine(RunFiles run) =>
    [
        $"{run.Machine.Processor}, {run.Machine.LogicalProcessors} logical processors; "
        + $"{run.Machine.Runtime} on {run.Machine.System}, {run.Machine.Architecture}, {run.Machine.GarbageCollector}.",
    ];

    public static IEnumerable<string> Goals(RunFiles run)
    {
        Goal[] goals =
        [
            .. RatioGoals.Of(run.Ratios, vectorWidth: 512),
            .. RatioGoals.Of(run.RatiosIn256Bits, vectorWidth: 256).Where(goal => goal.Case.EndsWith("AVX2", StringComparison.Ordinal)),
            .. KestrelGoals.Of(run.Kestrel),
        ];
        return
        [
            "| case | to reach | measured | |",
            "|---|---|---|---|",
            .. goals.Select(goal => $"| {goal.Case} | {goal.Reach} | {goal.Measured} | {(goal.IsMet ? "reached" : "**missed**")} |"),
        ];
    }

    public static IEnumerable<string> Ratios(RunFiles run) =>
    [
        "| operation | median ns | min ns | bytes | of the string | x AWSSDK.S3 | x Minio | x its hashing | scaling |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
        .. run.Ratios.Select(row =>
            $"| `{row.Name}` | {Ns(row.Ns)} | {Ns(row.NsMin)} | {Text(row.Bytes, "#,0")} | {Text(row.ResultBytes, "#,0")} "
            + $"| {Ratio(row.XAwsSdk)} | {Ratio(row.XMinio)} | {Text(row.XHashOnly, "0.00")} | {Text(row.Scaling, "0.00")} |"),
    ];

    public static IEnumerable<string> Vectors(RunFiles run)
    {
        var runs = new[] { run.Ratios, run.RatiosIn256Bits, run.RatiosIn128Bits, run.RatiosInScalarCode, run.RatiosByPlatform };
        return
        [
            "| operation | AVX-512 | AVX2 | 128 bits | scalar | platform's library |",
            "|---|---:|---:|---:|---:|---:|",
            .. ComparedOverVectors.Where(name => run.Ratios.Any(row => row.Name == name)).Select(name =>
                $"| `{name}` | {string.Join(" | ", runs.Select(rows => rows.Named(name)).Select(row => $"{Ns(row.Ns)} ns, {Ratio(row.XAwsSdk)} x"))} |"),
        ];
    }

    public static IEnumerable<string> Hashing(RunFiles run)
    {
        RowResult Row(string name) => run.Ratios.Named(name);
        var (own, ownOnTwo) = (Row(RowNames.GetUtf8), Row(RowNames.TwoThreadsUtf8));
        var (platform, platformOnTwo) = (Row(RowNames.PlatformGetUtf8), Row(RowNames.TwoThreadsPlatformUtf8));
        return
        [
            "| one URL, UTF-8 | 1 thread | 2 threads | gain |",
            "|---|---:|---:|---:|",
            $"| as PresignKit hashes it | {Ns(own.Ns)} ns | {Ns(ownOnTwo.Ns)} ns | {Text(ownOnTwo.Scaling, "0.00")} |",
            $"| hashed by the platform's library, hash objects reused | {Ns(platform.Ns)} ns | {Ns(platformOnTwo.Ns)} ns | {Text(platformOnTwo.Scaling, "0.00")} |",
            $"| its compressions alone, all by PresignKit's own code | {Ns(Row(RowNames.HashOnly).Ns)} ns | | |",
        ];
    }

    public static IEnumerable<string> Scaling(RunFiles run) =>
    [
        "| batch of | UTF-8 | on 2 threads | gain | strings | on 2 threads | gain |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        .. run.Scaling.Select(point =>
            $"| {Text(point.BatchSize, "#,0")} | {Ns(point.Utf8)} ns | {Ns(point.Utf8OnTwoThreads)} ns | {Text(point.Utf8 / point.Utf8OnTwoThreads, "0.00")} | {Ns(point.Strings)} ns | {Ns(point.StringsOnTwoThreads)} ns | {Text(point.Strings / point.StringsOnTwoThreads, "0.00")} |"),
    ];

    public static IEnumerable<string> Kestrel(RunFiles run) =>
    [
        "| endpoint | requests/s | x signing nothing | x AWSSDK.S3 |",
        "|---|---:|---:|---:|",
        .. run.Kestrel.Select(row =>
            $"| `{row.Name}` | {Text(row.RequestsPerSecond, "#,0")} | {Text(row.XFixed, "0.00")} | {Text(row.XAwsSdk, "0.0")} |"),
    ];

    private static string Ns(double value) => Text(value, value < 200 ? "0.0" : "#,0");

    private static string Ratio(double? value) => Text(value, value < 100 ? "0.0" : "0");

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
