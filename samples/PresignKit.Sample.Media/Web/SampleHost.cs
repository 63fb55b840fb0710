using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PresignKit.Sample.Media.Web;

/// <summary>What makes the sample start in one command, wherever it is started from.</summary>
internal static class SampleHost
{
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(SampleHost).Assembly.GetName().Name,

        // The project's folder under `dotnet run`; the build's folder, which has a copy of the pages, everywhere else.
        ContentRootPath = File.Exists("wwwroot/js/app.js") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,

        // A sample is run by developers, and the embedded store is for them: it refuses to run in Production.
        EnvironmentName = Asked(args) ?? Environments.Development,
    };

    /// <summary>Where everything that the sample writes is: catalogue, keys, objects.</summary>
    public static string DataDirectory(WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["DataDirectory"];
        var path = string.IsNullOrEmpty(configured) ? "App_Data" : configured;
        return Directory.CreateDirectory(Path.Combine(builder.Environment.ContentRootPath, path)).FullName;
    }

    public static void TellAddress(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Console.WriteLine($"Open {addresses?.Addresses.FirstOrDefault()}    (Ctrl+C stops it)");
    });

    private static string? Asked(string[] args) => new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddCommandLine(args)
        .Build()[HostDefaults.EnvironmentKey];
}
