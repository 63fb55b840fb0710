namespace PresignKit.Packages.Tests.Consumers;

/// <summary>Files that isolate the new projects: they inherit no settings from folders above, and use no cache of an earlier run.</summary>
internal static class ConsumerSettings
{
    public static async Task WriteAsync(string folder, string feed)
    {
        // The NuGet audit would need the network, and is not what is tested.
        await WriteAsync(folder, "Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        await WriteAsync(folder, "Directory.Build.targets", "<Project />");
        await WriteAsync(folder, "Directory.Packages.props", "<Project />");
        await WriteAsync(folder, "nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <fallbackPackageFolders>
                {Fallback()}
              </fallbackPackageFolders>
              <packageSources>
                <add key="presignkit" value="{feed}" />
              </packageSources>
            </configuration>
            """);
    }

    // Third-party packages (the AWS SDK) come from the cache that building this repository has filled.
    private static string Fallback()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(cache) ? $"""<add key="cache" value="{cache}" />""" : "";
    }

    private static Task WriteAsync(string folder, string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);
}
