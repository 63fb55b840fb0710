using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Finds out, without creating it, what the application implements of <see cref="IPresignKitApplication"/>.</summary>
/// <param name="services">All services of the host.</param>
internal sealed class RegisteredApplication(IServiceCollection services)
{
    /// <summary>The methods without which no upload can be opened and completed.</summary>
    public static IReadOnlyList<string> UploadMethods { get; } =
    [
        nameof(IPresignKitApplication.AuthorizeUploadAsync), nameof(IPresignKitApplication.FindAcceptedAsync), nameof(IPresignKitApplication.AcceptAsync),
    ];

    /// <summary>The class that is registered; null: a factory creates it.</summary>
    public Type? Type => services.LastOrDefault(service => service.ServiceType == typeof(IPresignKitApplication) && !service.IsKeyedService) is { } service
        ? service.ImplementationType ?? service.ImplementationInstance?.GetType()
        : null;

    /// <summary>The methods for uploads that the class leaves to their default implementations; empty also if that cannot be known.</summary>
    public IReadOnlyList<string> FindMissing()
    {
        // Native AOT has no such map. There, the default implementations refuse the requests.
        if (Type is not { } type || !RuntimeFeature.IsDynamicCodeSupported)
        {
            return [];
        }

        var map = type.GetInterfaceMap(typeof(IPresignKitApplication));
        return
        [
            .. map.InterfaceMethods.Zip(map.TargetMethods)
                .Where(pair => pair.Second?.DeclaringType == typeof(IPresignKitApplication))
                .Select(pair => pair.First.Name)
                .Intersect(UploadMethods, StringComparer.Ordinal),
        ];
    }
}
