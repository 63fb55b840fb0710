using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>An application with the endpoints, on a free port of the loopback address. It does not log, so that only signing differs.</summary>
internal sealed class SigningServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SigningServer(WebApplication application) => _application = application;

    public static async Task<SigningServer> StartAsync(IEnumerable<Endpoint> endpoints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        foreach (var endpoint in endpoints)
        {
            application.MapGet(endpoint.Path, endpoint.Handle);
        }

        await application.StartAsync();
        return new(application);
    }

    public string AddressOf(Endpoint endpoint) => _application.Urls.Single() + endpoint.Path;

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
