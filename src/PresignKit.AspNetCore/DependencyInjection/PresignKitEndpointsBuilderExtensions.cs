using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit;
using PresignKit.AspNetCore;
using PresignKit.AspNetCore.ActiveStorage;
using PresignKit.AspNetCore.DependencyInjection;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Limits;
using PresignKit.AspNetCore.Playlists;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;
using PresignKit.AspNetCore.Tokens;
using PresignKit.AspNetCore.Uppy;

// Registration methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds the services that the endpoints of <c>MapPresignKit</c> need.</summary>
public static class PresignKitEndpointsBuilderExtensions
{
    /// <summary>
    /// Adds the services behind <c>app.MapPresignKit(...)</c> and the application's decisions. Slot tokens are protected by
    /// ASP.NET Core Data Protection: persist its key ring and set an application name, or tokens become invalid when the process ends.
    /// <para>If endpoints for uploads are mapped, and the application leaves their methods to the default implementations, the host does not start.</para>
    /// </summary>
    /// <typeparam name="TApplication">The class that makes the application's decisions; registered as a scoped service.</typeparam>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returned.</param>
    /// <param name="configure">Sets the options; null: the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static PresignKitBuilder AddEndpoints<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApplication>(
        this PresignKitBuilder builder, Action<PresignKitEndpointOptions>? configure = null)
        where TApplication : class, IPresignKitApplication
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddDataProtection();
        services.TryAddScoped<IPresignKitApplication, TApplication>();
        services.TryAddSingleton<MappedPrefixes>();
        services.TryAddSingleton<SlotTokenCodec>();
        services.TryAddSingleton<UserIdentity>();
        services.TryAddSingleton<SlotTurns>();
        services.TryAddSingleton<FailureBoundary>();
        services.TryAddSingleton<SlotLimiter>();
        services.TryAddSingleton<ISlotLedger>(provider => new InProcessSlotLedger(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SlotOpener>();
        services.TryAddSingleton<SlotParts>();
        services.TryAddSingleton<SlotRenewal>();
        services.TryAddSingleton<SlotCompleter>();
        services.TryAddSingleton<SlotAborter>();
        services.TryAddSingleton<KeyedCompletion>();
        services.TryAddScoped<ISlotCompletion, SlotCompletion>();
        services.TryAddSingleton<DirectUploadEndpoint>();
        services.TryAddSingleton<UppyKeys>();
        services.TryAddSingleton<UppyFormEndpoint>();
        services.TryAddSingleton<UppyMultipartEndpoint>();
        services.TryAddSingleton<SealedSlots>();
        services.TryAddSingleton<IAbandonedUploads, AbandonedUploads>();
        services.TryAddSingleton<OpenSlotEndpoint>();
        services.TryAddSingleton<CompleteSlotEndpoint>();
        services.TryAddSingleton<MultipartEndpoint>();
        services.TryAddSingleton<AbortSlotEndpoint>();
        services.TryAddSingleton<DownloadEndpoint>();
        services.TryAddSingleton<PlaylistEndpoint>();
        services.TryAddSingleton<PlaylistKeyEndpoint>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, AuthorizationCheck>());
        services.TryAddSingleton(new RegisteredApplication(services));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, UploadMethodsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, UnansweredFailures>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KeyRingCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PresignKitEndpointOptions>, EndpointOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<RateLimiterOptions>, SlotRateLimiterSetup>());
        services.AddOptions<PresignKitEndpointOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        if (builder.ClaimSection("Endpoints") is { } section)
        {
            services.PostConfigure<PresignKitEndpointOptions>(options => EndpointSection.Apply(section, options));
        }

        // After the application's own resolvers: OpenAPI takes the shapes of requests and responses from these options.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Add(EndpointJsonContext.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(UppyJsonContext.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(ActiveStorageJsonContext.Default);
        });
        return builder;
    }
}
