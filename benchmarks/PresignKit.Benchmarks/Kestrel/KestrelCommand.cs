using System.Globalization;
using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>The command <c>kestrel</c>: how many requests per second an application serves, by signer.</summary>
internal static class KestrelCommand
{
    private const int Rounds = 5;
    private const int Seconds = 2;
    private const int WarmUpSeconds = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static int Run(string? jsonPath)
    {
        if (!Wrk.IsInstalled())
        {
            Console.Error.WriteLine(Wrk.HowToInstall);
            return 1;
        }

        MachineInfo.Write(Console.Out);
        var rows = MeasureAsync().GetAwaiter().GetResult();
        Write(rows);
        GoalReport.Write(KestrelGoals.Of(rows), Console.Out);
        return jsonPath is null ? 0 : Json.Write(rows, jsonPath);
    }

    private static async Task<KestrelResult[]> MeasureAsync()
    {
        using var subjects = new AllSubjects();
        Agreement.Check(subjects);
        Endpoint[] endpoints = [.. UrlEndpoints.Of(subjects), .. PlaylistEndpoints.Of(subjects)];
        await using var server = await SigningServer.StartAsync(endpoints);
        foreach (var endpoint in endpoints)
        {
            await Wrk.RunAsync(server.AddressOf(endpoint), WarmUpSeconds);
        }

        await UntilIdleAsync();

        // Interleaved, with a different first endpoint in each round, so that disturbances affect all endpoints equally.
        var rates = endpoints.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < endpoints.Length; i++)
            {
                var at = (round + i) % endpoints.Length;
                rates[at][round] = await Wrk.RunAsync(server.AddressOf(endpoints[at]), Seconds);
                await UntilIdleAsync();
            }
        }

        return [.. endpoints.Select((endpoint, i) => ResultOf(endpoint, Median(rates[i]), Of(endpoint.Kind, Endpoint.Fixed), Of(endpoint.Kind, "awssdk")))];

        double Of(EndpointKind kind, string signer) => Median(rates[Array.FindIndex(endpoints, other => other.Kind == kind && other.Signer == signer)]);
    }

    // When wrk stops, the last requests are still being handled. With a slow signer and playlists, that would slow down the next endpoint.
    private static async Task UntilIdleAsync()
    {
        for (var i = 0; i < 200; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            await Task.Delay(Pause);
            if (Environment.CpuUsage.TotalTime - before < Pause / 5)
            {
                return;
            }
        }
    }

    private static KestrelResult ResultOf(Endpoint endpoint, double rate, double fixedRate, double awsSdkRate) =>
        new(endpoint.Name, Math.Round(rate, 1), Math.Round(rate / fixedRate, 3), Math.Round(rate / awsSdkRate, 2));

    private static double Median(double[] rates) => rates.Order().ElementAt(rates.Length / 2);

    private static void Write(IEnumerable<KestrelResult> rows)
    {
        Console.WriteLine($"{"endpoint",-24}{"requests/s",12}{"x fixed",10}{"x AWSSDK",10}");
        foreach (var row in rows)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{row.Name,-24}{row.RequestsPerSecond,12:N1}{row.XFixed,10:0.000}{row.XAwsSdk,10:0.00}"));
        }

        Console.WriteLine();
        Console.WriteLine($"Medians of {Rounds} interleaved rounds of {Seconds} s; server and wrk share the machine's processors.");
        Console.WriteLine();
    }
}
