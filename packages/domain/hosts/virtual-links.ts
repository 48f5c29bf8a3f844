const VIRTUAL =
  /^(lo\d*|docker.*|br-.*|veth.*|virbr.*|vnet\d.*|tap.*|tun.*|wg.*|cni.*|flannel.*|cali.*|cilium.*|lxc.*|lxdbr.*|kube.*|nodelocaldns|podman\d.*|ifb\d.*|dummy\d.*|sit\d.*|gre.*|erspan.*|ip6?tnl\d.*|ip6gre.*|ip_vti.*|ip6_vti.*|teql\d.*)$/

/** Whether an interface is by its name loopback, bridge of containers, tunnel …: its traffic is another interface's too. */
export function isVirtualName(name: string): boolean {
  return VIRTUAL.test(name)
}
