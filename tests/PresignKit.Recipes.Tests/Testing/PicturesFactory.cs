using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.Recipes.Tests.Testing;

// <recipe:factory>
/// <summary>The whole application in the test's process, with an empty store and a clock that the test sets.</summary>
internal sealed class PicturesFactory : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    // The application, its requests to the store, and the embedded store use it.
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");                                          // AddLocalS3
        builder.UseSetting("PresignKit:Stores:media:Directory", _folder);
        builder.UseSetting("PresignKit:UploadPolicies:picture:Lifetime", "00:01:00");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

// </recipe:factory>
