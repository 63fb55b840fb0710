using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Recipes.Tests.Deploying;

internal static class SharedKeyRing
{
    public static void Add(IServiceCollection services, string folder)
    {
        // <recipe:key-ring>
        services.AddDataProtection()
            .SetApplicationName("pictures")                              // the same in each instance
            .PersistKeysToFileSystem(new DirectoryInfo(folder));         // a volume that all instances mount, readable by nobody else

        // </recipe:key-ring>
    }
}
