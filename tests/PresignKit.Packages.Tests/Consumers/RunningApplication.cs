using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>A running web application, and a client for its address.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private RunningApplication(Process process, string address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new(address) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningApplication> StartAsync(
        (string Folder, string Assembly) built,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var process = Command.Start(
            "dotnet",
            built.Folder,
            [built.Assembly, "--urls", "http://127.0.0.1:0", .. arguments],
            new Dictionary<string, string>(environment) 
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["XDG_DATA_HOME"] = Path.Combine(built.Folder, "data"),    // Nothing goes to the user's own folder.
            });
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var lines = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(line);
                var at = line.IndexOf(Listening, StringComparison.Ordinal);
                // The embedded store logs its own address with another logger; the application's address is logged by the host.
                if (at >= 0 && lines.Count > 1 && lines[^2].Contains("Microsoft.Hosting.Lifetime", StringComparison.Ordinal))
                {
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new(process, line[(at + Listening.Length)..].Trim());
                }
            }
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        process.Dispose();
        throw new InvalidOperationException($"{built.Assembly} ended before it listened:\n{string.Join('\n', lines)}");
    }

    /// <summary>Posts JSON, and reads the JSON answer.</summary>
    public async Task<JsonElement> SendAsync(string path, object body, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var response = await Client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(expected == response.StatusCode, $"{path} answered {response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
