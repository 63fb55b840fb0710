using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PresignKit.Sample.Media.Web;

/// <summary>Settings that let the sample start with one command from any folder.</summary>
internal static class SampleHost
{
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(SampleHost).Assembly.GetName().Name,

        // The project's folder under `dotnet run`; otherwise the output folder, which has a copy of the pages.
        ContentRootPath = File.Exists("wwwroot/js/app.js") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,

        // The sample is for developers, and so is the embedded store: it does not run in Production.
        EnvironmentName = ConfiguredEnvironment(args) ?? Environments.Development,
    };

    /// <summary>The folder for everything that the sample writes: catalog, keys, and objects.</summary>
    public static string DataDirectory(WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["DataDirectory"];
        var path = string.IsNullOrEmpty(configured) ? "App_Data" : configured;
        return Directory.CreateDirectory(Path.Combine(builder.Environment.ContentRootPath, path)).FullName;
    }

    public static void PrintAddress(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Console.WriteLine($"Open {addresses?.Addresses.FirstOrDefault()}    (Ctrl+C stops it)");
    });

    private static string? ConfiguredEnvironment(string[] args) => new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddCommandLine(args)
        .Build()[HostDefaults.EnvironmentKey];
}
