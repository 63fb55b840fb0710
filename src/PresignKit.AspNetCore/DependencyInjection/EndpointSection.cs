using Microsoft.Extensions.Configuration;
using PresignKit.Providers;

namespace PresignKit.AspNetCore.DependencyInjection;

/// <summary>Reads the section <c>PresignKit:Endpoints</c>.</summary>
internal static class EndpointSection
{
    private static readonly SettingTable<PresignKitEndpointOptions> Settings = new("the endpoints")
    {
        { nameof(PresignKitEndpointOptions.CompletionGrace), (o, s) => o.CompletionGrace = s.Time(o.CompletionGrace) ?? o.CompletionGrace },
        { nameof(PresignKitEndpointOptions.CompleteAbandoned), (o, s) => o.CompleteAbandoned = s.Boolean(o.CompleteAbandoned) },
        { nameof(PresignKitEndpointOptions.SlotsPerUser), (o, s) => o.SlotsPerUser = s.Number<int>(o.SlotsPerUser) ?? o.SlotsPerUser },
        { nameof(PresignKitEndpointOptions.SlotWindow), (o, s) => o.SlotWindow = s.Time(o.SlotWindow) ?? o.SlotWindow },
        { nameof(PresignKitEndpointOptions.UnlimitedSlots), (o, s) => o.UnlimitedSlots = s.Boolean(o.UnlimitedSlots) },
    };

    public static void Apply(IConfiguration section, PresignKitEndpointOptions options) =>
        Settings.Apply(section, options, options.SectionFlaws);
}
